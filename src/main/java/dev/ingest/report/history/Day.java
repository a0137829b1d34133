package dev.ingest.report.history;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * What happened on one day, by the clock of the runs.
 *
 * @param date the day on which the runs ended
 * @param runs runs of jobs
 * @param failed those that did not succeed
 * @param rows rows that landed
 * @param files files that landed, as far as manifests are known
 * @param bytes their size together
 */
public record Day(LocalDate date, long runs, long failed, long rows, long files, long bytes) {

    /** The days of runs; a run that was refused as a whole is on none. */
    public static List<Day> ofRuns(Collection<JobRun> runs) {
        return sums(runs.stream()
                .filter(run -> !run.job().equals(JobRun.WHOLE))
                .map(run -> new Day(run.ended().toLocalDate(), 1, run.succeeded() ? 0 : 1, run.rows(), 0, 0))
                .toList());
    }

    /** The days of loads. */
    public static List<Day> ofLoads(Collection<Load> loads) {
        return sums(loads.stream()
                .map(load -> new Day(
                        load.run().ended().toLocalDate(),
                        1,
                        0,
                        load.run().rows(),
                        load.landed().files(),
                        load.landed().bytes()))
                .toList());
    }

    private static List<Day> sums(List<Day> parts) {
        TreeMap<LocalDate, Day> sums = new TreeMap<>();
        parts.forEach(part -> sums.merge(part.date(), part, Day::plus));
        return List.copyOf(sums.values());
    }

    Day plus(Day other) {
        return new Day(
                date,
                runs + other.runs,
                failed + other.failed,
                rows + other.rows,
                files + other.files,
                bytes + other.bytes);
    }

    /** This day as the audit tells of it, with what landed on it. */
    Day withFilesOf(Day landed) {
        return new Day(date, runs, failed, rows, landed.files, landed.bytes);
    }
}
