package dev.ingest.report.history;

import java.time.LocalDate;

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
public record Day(LocalDate date, int runs, int failed, long rows, long files, long bytes) {
    Day(JobRun run) {
        this(run.ended().toLocalDate(), 1, run.succeeded() ? 0 : 1, run.rows(), 0, 0);
    }

    Day(Load load) {
        this(
                load.run().ended().toLocalDate(),
                1,
                0,
                load.run().rows(),
                load.landed().files(),
                load.landed().bytes());
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
