/**
 * How far the jobs of a run have come, for people who look on: written by the threads that run jobs, read by another.
 *
 * <p>Start with {@link dev.ingest.run.progress.RunProgress}. Knows neither sources nor terminals.
 */
@NullMarked
package dev.ingest.run.progress;

import org.jspecify.annotations.NullMarked;
