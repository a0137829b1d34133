package dev.ingest.report.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers runs and loads, in any order, to a {@link History}; holds no more of a job than is kept of it. A run and the load
 * that it ended with are one.
 */
public final class HistoryBuilder {
    private static final int DRIFT_KEPT = 200;
    private static final Comparator<Load> NEWEST_LOAD =
            Comparator.comparing((Load load) -> load.run().ended()).reversed();

    private final Map<String, RecentRuns> jobs = new HashMap<>();
    private final Map<LocalDate, Day> audited = new HashMap<>();
    private final Map<LocalDate, Day> landed = new HashMap<>();
    private final List<Load> drift = new ArrayList<>();

    /** A run that the audit tells of. */
    public void add(JobRun run) {
        jobs.computeIfAbsent(run.job(), name -> new RecentRuns()).add(run);
    }

    /** A load that a manifest tells of, whether the audit does or not. */
    public void add(Load load) {
        jobs.computeIfAbsent(load.run().job(), name -> new RecentRuns()).add(load);
        if (!load.changes().isEmpty()) {
            drift.add(load);
        }
    }

    /** All that the audit tells of days, whether their runs are added or too old for it. */
    public void addAudited(List<Day> days) {
        days.forEach(day -> audited.merge(day.date(), day, Day::plus));
    }

    /** All that manifests tell of days. */
    public void addLanded(List<Day> days) {
        days.forEach(day -> landed.merge(day.date(), day, Day::plus));
    }

    /** What came together. */
    public History build() {
        List<JobHistory> histories = new ArrayList<>();
        List<JobRun> refused = new ArrayList<>();
        new TreeMap<>(jobs).forEach((job, recent) -> {
            if (job.equals(JobRun.WHOLE)) {
                refused.addAll(recent.runs());
            } else {
                histories.add(new JobHistory(job, recent.runs(), recent.newestLoad()));
            }
        });
        landed.forEach((date, day) -> audited.merge(date, day, Day::withFilesOf));
        return new History(
                histories,
                refused,
                List.copyOf(new TreeMap<>(audited).values()),
                drift.stream().sorted(NEWEST_LOAD).limit(DRIFT_KEPT).toList());
    }
}
