/**
 * Batches become staged files: divided into partitions, sorted, and into as many files as their size wants.
 *
 * <p>Start with {@link dev.ingest.engine.stage.StagingWriter}.
 */
@NullMarked
package dev.ingest.engine.stage;

import org.jspecify.annotations.NullMarked;
