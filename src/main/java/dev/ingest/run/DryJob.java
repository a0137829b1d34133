package dev.ingest.run;

import dev.ingest.plan.Planned;
import java.util.List;

/**
 * What a job would do.
 *
 * @param job the job
 * @param planned its plan, or why there is none
 * @param queries the text for each slice; none where it is not known
 * @param path the folder it would land in
 */
public record DryJob(Job job, Planned planned, List<String> queries, String path) {
    public DryJob {
        queries = List.copyOf(queries);
    }
}
