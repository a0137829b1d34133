/**
 * Finds out before the night whether jobs can get to what they read and where they land.
 *
 * <p>Start with {@link dev.ingest.run.check.ConnectionCheck}. Reads no row, and leaves nothing in the lake.
 */
@NullMarked
package dev.ingest.run.check;

import org.jspecify.annotations.NullMarked;
