package dev.ingest.plan;

import dev.ingest.config.Finding;
import dev.ingest.job.JobPlan;
import java.util.List;
import java.util.Optional;

/**
 * What the planner decided.
 *
 * @param plan absent when there are findings
 * @param findings what forbids the job, every fault at once
 * @param warnings what an operator should know, whole sentences
 * @param schemaChanges columns that are not as the lake last stored them
 */
public record Planned(Optional<JobPlan> plan, List<Finding> findings, List<String> warnings, int schemaChanges) {
    public Planned {
        findings = List.copyOf(findings);
        warnings = List.copyOf(warnings);
    }
}
