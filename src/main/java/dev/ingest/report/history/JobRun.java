package dev.ingest.report.history;

import dev.ingest.job.JobStatus;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * How one job ended once.
 *
 * @param job {@code source_name.table_name}, or {@code run} for a run that was refused as a whole
 * @param ended when, in the zone of the run, whole seconds
 * @param status how
 * @param rows rows that landed
 * @param took how long it took
 * @param error one line of text; empty on success
 * @param landed what its load left in the lake; absent when none did, or when its manifest is not known
 */
public record JobRun(
        String job,
        LocalDateTime ended,
        JobStatus status,
        long rows,
        Duration took,
        String error,
        Optional<Landed> landed) {
    /** The name under which the audit keeps runs that were refused as a whole. */
    public static final String WHOLE = "run";

    /** Whether the load counts. */
    public boolean succeeded() {
        return status == JobStatus.SUCCESS;
    }

    JobRun with(Landed load) {
        return new JobRun(job, ended, status, rows, took, error, Optional.of(load));
    }
}
