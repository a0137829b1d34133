package dev.ingest.plan;

import dev.ingest.config.Finding;
import dev.ingest.job.JobPlan;
import dev.ingest.job.cursor.Remark;
import java.util.List;
import java.util.Optional;

/**
 * What the planner decided.
 *
 * @param plan absent when there are findings
 * @param findings what forbids the job, every fault at once
 * @param warnings what an operator should know, whole sentences
 * @param remarks what an operator should know of the source
 * @param schemaChanges columns that are not as the lake last stored them
 * @param reach how far the plan goes
 */
public record Planned(
        Optional<JobPlan> plan,
        List<Finding> findings,
        List<String> warnings,
        List<Remark> remarks,
        int schemaChanges,
        Reach reach) {
    /** Where a plan's window ends. */
    public enum Reach {
        /** As far as the source can be read now. */
        HORIZON,
        /** Where {@code load_window} cuts it off: another load follows at once. */
        LOAD_WINDOW
    }

    public Planned {
        findings = List.copyOf(findings);
        warnings = List.copyOf(warnings);
        remarks = List.copyOf(remarks);
    }

    /** A job that cannot be planned. */
    public static Planned refused(List<Finding> findings, List<String> warnings) {
        return new Planned(Optional.empty(), findings, warnings, List.of(), 0, Reach.HORIZON);
    }
}
