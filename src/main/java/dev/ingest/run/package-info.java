/**
 * The job loop: plan, engine, commit; one job's failure never stops the next.
 *
 * <p>Start with {@link dev.ingest.run.IngestRun}.
 */
@NullMarked
package dev.ingest.run;

import org.jspecify.annotations.NullMarked;
