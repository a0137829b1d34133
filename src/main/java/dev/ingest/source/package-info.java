/**
 * The contract of everything that rows come from.
 *
 * <p>Start with {@link dev.ingest.source.Source}. Never imports its implementations; {@code wiring} chooses them.
 */
@NullMarked
package dev.ingest.source;

import org.jspecify.annotations.NullMarked;
