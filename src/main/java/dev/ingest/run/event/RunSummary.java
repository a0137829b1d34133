package dev.ingest.run.event;

import dev.ingest.job.JobStatus;
import java.time.Duration;
import java.util.List;

/**
 * How a run ended.
 *
 * @param outcomes the jobs that ran, in their order
 * @param planned jobs that were to run
 * @param duration from the run's start to its end
 */
public record RunSummary(List<JobOutcome> outcomes, int planned, Duration duration) {
    public RunSummary {
        outcomes = List.copyOf(outcomes);
    }

    /** Whether every job that was to run has succeeded. */
    public boolean succeeded() {
        return count(JobStatus.SUCCESS) == planned;
    }

    public long count(JobStatus status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }
}
