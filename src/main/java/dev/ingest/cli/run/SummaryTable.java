package dev.ingest.cli.run;

import dev.ingest.job.JobStatus;
import dev.ingest.job.name.Counted;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.event.RunSummary;
import java.util.Locale;

/** The table at the end of a run: a line a job, and a line of totals. */
final class SummaryTable {
    private static final int LEAST_NAME = 10;

    private final RunSummary summary;
    private final int width;

    SummaryTable(RunSummary summary) {
        this.summary = summary;
        this.width = Math.max(
                LEAST_NAME,
                summary.outcomes().stream()
                        .mapToInt(outcome -> outcome.name().length())
                        .max()
                        .orElse(LEAST_NAME));
    }

    String header() {
        return line("Job", "Status", "Rows", "Rows/s", "Seconds", "Columns changed");
    }

    String line(JobOutcome outcome) {
        return line(
                outcome.name(),
                outcome.status().toString(),
                Amounts.grouped(outcome.rows()),
                Amounts.grouped(outcome.rowsASecond()),
                Amounts.seconds(outcome.duration()),
                outcome.schemaChanges() == 0 ? "" : Integer.toString(outcome.schemaChanges()));
    }

    private String line(String name, String status, String rows, String rate, String seconds, String changed) {
        return String.format(
                        Locale.ROOT,
                        "%-" + width + "s  %-11s  %14s  %10s  %9s  %s",
                        name,
                        status,
                        rows,
                        rate,
                        seconds,
                        changed)
                .stripTrailing();
    }

    String totals() {
        long rows = summary.outcomes().stream().mapToLong(JobOutcome::rows).sum();
        long failed = summary.count(JobStatus.FAILED);
        int skipped = summary.planned() - summary.outcomes().size();
        return String.format(
                Locale.ROOT,
                "%d of %s succeeded, %d failed%s; %s in %ss",
                summary.count(JobStatus.SUCCESS),
                Counted.of(summary.planned(), "job"),
                failed,
                skipped > 0 ? ", " + skipped + " not started" : "",
                Counted.of(rows, "row"),
                Amounts.seconds(summary.duration()));
    }
}
