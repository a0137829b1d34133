package dev.ingest.run.event;

import dev.ingest.job.JobStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * How a job ended.
 *
 * @param name {@code source_name.table_name}
 * @param status as the audit says it
 * @param rows rows that landed
 * @param duration from the job's start to its end
 * @param path the folder it landed in, from the lake's root; absent unless it succeeded and something landed
 * @param schemaVersion dlt's schema version after the load; 0 unless it succeeded
 * @param schemaChanges how many columns are not what they were
 * @param failure absent when it succeeded
 */
public record JobOutcome(
        String name,
        JobStatus status,
        long rows,
        Duration duration,
        Optional<String> path,
        int schemaVersion,
        int schemaChanges,
        Optional<RuntimeException> failure) {

    /** Rows landed a second, 0 for a job that took no time. */
    public long rowsASecond() {
        long millis = duration.toMillis();
        return millis == 0 ? 0 : rows * 1000 / millis;
    }

    /** Duration in seconds. */
    public double seconds() {
        return duration.toMillis() / 1000.0;
    }
}
