package dev.ingest.report.history;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The runs of one job.
 *
 * @param job {@code source_name.table_name}
 * @param runs newest first, {@link History#RUNS_KEPT} at the most, never none
 * @param load what its newest load tells; absent when no manifest of it is known
 */
public record JobHistory(String job, List<JobRun> runs, Optional<Load> load) {
    public JobHistory {
        runs = List.copyOf(runs);
    }

    /** How it last ended. */
    public JobRun last() {
        return runs.get(0);
    }

    /** Its newest run that succeeded; absent when none of those kept did. */
    public Optional<JobRun> lastSuccess() {
        return successes().findFirst();
    }

    /** Its runs that succeeded, newest first. */
    public Stream<JobRun> successes() {
        return runs.stream().filter(JobRun::succeeded);
    }

    /** How often in a row it has not succeeded; 0 when it last did. */
    public int failures() {
        return (int) runs.stream().takeWhile(run -> !run.succeeded()).count();
    }
}
