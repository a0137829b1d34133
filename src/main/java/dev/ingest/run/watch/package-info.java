/**
 * What ends a job that does not end by itself: time limits, the stop signal, attempts; and what is being read meanwhile.
 *
 * <p>Start with {@link dev.ingest.run.watch.JobWatch}.
 */
@NullMarked
package dev.ingest.run.watch;

import org.jspecify.annotations.NullMarked;
