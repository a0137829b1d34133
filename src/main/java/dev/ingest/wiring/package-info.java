/**
 * The one place where parts are chosen and joined.
 *
 * <p>Start with {@link dev.ingest.wiring.Program}. Each registry here is one exhaustive choice.
 */
@NullMarked
package dev.ingest.wiring;

import org.jspecify.annotations.NullMarked;
