package dev.ingest.run;

import dev.ingest.config.Finding;
import dev.ingest.config.JobColumn;
import dev.ingest.job.JobKey;
import dev.ingest.job.NearMatch;
import dev.ingest.job.Watermark;
import dev.ingest.plan.Known;
import dev.ingest.plan.Planned;
import dev.ingest.plan.Planner;
import dev.ingest.plan.RunMoment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that can be known about jobs without asking a source or the lake; finds every fault at once. */
public final class Validation {
    private final Planner planner;
    private final SourceOpener sources;

    public Validation(Planner planner, SourceOpener sources) {
        this.planner = planner;
        this.sources = sources;
    }

    /** The faults of {@code jobs}, in their order. */
    public List<Finding> findings(List<Job> jobs, RunRequest request) {
        List<Finding> findings = new ArrayList<>(duplicates(jobs));
        for (Job job : jobs) {
            findings.addAll(offline(job, request.moment()).findings());
            findings.addAll(sources.check(job));
        }
        if (!jobs.isEmpty() && request.selection().named(jobs).isEmpty()) {
            List<String> names = jobs.stream().map(Job::name).toList();
            String pattern = String.join(", ", request.selection().patterns());
            findings.add(new Finding(
                    "--job", "no enabled job is named " + pattern + "." + NearMatch.question(pattern, names)));
        }
        return findings.stream().distinct().toList();
    }

    /** The plan as far as the workbook alone tells. */
    Planned offline(Job job, RunMoment moment) {
        return planner.plan(
                job.row(),
                job.settings(),
                moment,
                Known.workbook(job.row().lastWatermark().map(text -> new Watermark(text, Watermark.Origin.COMMITTED))));
    }

    private static List<Finding> duplicates(List<Job> jobs) {
        List<Finding> findings = new ArrayList<>();
        Map<JobKey, Job> first = new HashMap<>();
        for (Job job : jobs) {
            Job other = first.putIfAbsent(job.key(), job);
            if (other != null) {
                findings.add(job.row()
                        .finding(
                                JobColumn.TABLE_NAME,
                                "this job lands in '" + job.key() + "', as the one of "
                                        + other.row()
                                                .finding(JobColumn.TABLE_NAME, "")
                                                .place()
                                        + " does. Disable one of them, or give it another source_name."));
            }
        }
        return findings;
    }
}
