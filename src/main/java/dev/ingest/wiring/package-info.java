/**
 * The one place where parts are chosen and joined.
 *
 * <p>Start with {@code Program}. Each registry here is one exhaustive choice.
 */
@NullMarked
package dev.ingest.wiring;

import org.jspecify.annotations.NullMarked;
