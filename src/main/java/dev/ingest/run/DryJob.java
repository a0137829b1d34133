package dev.ingest.run;

import dev.ingest.plan.Planned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a job would do.
 *
 * @param job the job
 * @param planned its plan, or why there is none
 * @param queries the text for each slice; none where it is not known
 * @param path the folder it would land in
 * @param took how long it took when it last succeeded, where that decides when it begins
 */
public record DryJob(Job job, Planned planned, List<String> queries, String path, Optional<Duration> took) {
    public DryJob {
        queries = List.copyOf(queries);
    }
}
