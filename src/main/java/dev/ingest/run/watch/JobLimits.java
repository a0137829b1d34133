package dev.ingest.run.watch;

import java.time.Duration;

/**
 * How long a job may take and how it is tried again.
 *
 * @param job from its start to the publishing of its last load
 * @param idle how long its source may send nothing while it is asked
 * @param retries when it is tried again after a failure that may pass
 */
public record JobLimits(Duration job, Duration idle, Retries retries) {
    /** How long {@code jobs} jobs may take, so many of them at once. */
    public Duration all(int jobs, int atOnce) {
        return job.multipliedBy(Math.max(1, (jobs + atOnce - 1) / atOnce));
    }
}
