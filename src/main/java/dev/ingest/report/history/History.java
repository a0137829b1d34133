package dev.ingest.report.history;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What all jobs of a home did.
 *
 * @param jobs by name
 * @param refused runs that were refused as a whole, newest first
 * @param days those on which a job ended, oldest first
 * @param drift loads whose columns were not as the load before left them, newest first
 */
public record History(List<JobHistory> jobs, List<JobRun> refused, List<Day> days, List<Load> drift) {
    /** So many runs of a job are kept, the newest. */
    public static final int RUNS_KEPT = 90;

    public History {
        jobs = List.copyOf(jobs);
        refused = List.copyOf(refused);
        days = List.copyOf(days);
        drift = List.copyOf(drift);
    }

    /** What {@code runs}, in any order, make. */
    public static History of(Stream<JobRun> runs) {
        List<JobRun> all = runs.toList();
        HistoryBuilder builder = new HistoryBuilder();
        all.forEach(builder::add);
        builder.addAudited(Day.ofRuns(all));
        return builder.build();
    }

    /** The runs of {@code job}; absent when it never ran. */
    public Optional<JobHistory> job(String job) {
        return jobs.stream().filter(each -> each.job().equals(job)).findFirst();
    }
}
