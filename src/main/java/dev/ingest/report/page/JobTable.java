package dev.ingest.report.page;

import dev.ingest.report.history.JobHistory;
import dev.ingest.report.history.JobRun;
import dev.ingest.report.history.Load;
import dev.ingest.report.history.Night;
import dev.ingest.report.history.Progress;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All jobs, a row each: those that failed first, then those that did not run. */
final class JobTable {
    private static final String[] HEADERS = {
        "Job", "Last outcome", "Last 30 runs", "Rows", "Duration", "In the lake", "Watermark"
    };

    private static final List<Standing> STANDINGS = List.of(Standing.values());

    private final Facts facts;
    private final Set<String> tonight;
    private final Optional<Set<String>> enabled;

    JobTable(Facts facts, Night night) {
        this.facts = facts;
        this.tonight = night.runs().map(JobRun::job).collect(Collectors.toSet());
        this.enabled = facts.enabled().map(HashSet::new);
    }

    /** How a job stands; the order is that of the rows. */
    private enum Standing {
        FAILED("bad", "✗ FAILED"),
        INTERRUPTED("cut", "! INTERRUPTED"),
        ABSENT("off", "– did not run"),
        SUCCESS("ok", "✓ SUCCESS"),
        /** Whether it should have run is not known. */
        ELSEWHEN("off", "– not last night"),
        DISABLED("off", "– no longer enabled");

        private final String classes;
        private final String label;

        Standing(String classes, String label) {
            this.classes = classes;
            this.label = label;
        }
    }

    /** A job with what is known of it. */
    private record Row(String name, Standing standing, Optional<JobHistory> history) {}

    void write(Html html) {
        html.open("table").with("id", "jobs").with("role", "table");
        html.open("thead").with("role", "rowgroup").open("tr").with("role", "row");
        for (String header : HEADERS) {
            html.open("th")
                    .with("scope", "col")
                    .with("role", "columnheader")
                    .text(header)
                    .close();
        }
        html.close().close().line();
        html.open("tbody").with("role", "rowgroup").line();
        rows().forEach(row -> write(html, row));
        html.close().close().line();
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Set<String> unknown = new HashSet<>(enabled.orElse(Set.of()));
        for (JobHistory job : facts.history().jobs()) {
            unknown.remove(job.job());
            rows.add(new Row(job.job(), standing(job), Optional.of(job)));
        }
        unknown.forEach(name -> rows.add(new Row(name, Standing.ABSENT, Optional.empty())));
        rows.sort(Comparator.comparing(Row::standing).thenComparing(Row::name));
        return rows;
    }

    private Standing standing(JobHistory job) {
        if (!tonight.contains(job.job())) {
            return enabled.map(names -> names.contains(job.job()) ? Standing.ABSENT : Standing.DISABLED)
                    .orElse(Standing.ELSEWHEN);
        }
        return switch (job.last().status()) {
            case SUCCESS -> Standing.SUCCESS;
            case FAILED -> Standing.FAILED;
            case INTERRUPTED -> Standing.INTERRUPTED;
        };
    }

    private void write(Html html, Row row) {
        html.open("tr").with("role", "row").with("class", row.standing().classes);
        html.open("th")
                .with("scope", "row")
                .with("role", "rowheader")
                .text(row.name())
                .close();
        cell(html, "Last outcome", STANDINGS.indexOf(row.standing()));
        html.element("b", "mark", row.standing().label);
        row.history().ifPresent(job -> html.element("small", ended(job.last(), row.standing())));
        html.close();
        cell(html, "Last 30 runs", row.history().map(JobHistory::failures).orElse(0));
        row.history().ifPresent(job -> Strip.write(html, job.runs()));
        html.close();
        Optional<JobRun> success = row.history().flatMap(JobHistory::lastSuccess);
        measured(html, "Rows", row, success.map(JobRun::rows));
        measured(html, "Duration", row, success.map(run -> run.took().toMillis()));
        lake(html, success);
        watermark(html, row.history().flatMap(JobHistory::load));
        html.close().line();
    }

    private static String ended(JobRun last, Standing standing) {
        String when = Shown.moment(last.ended());
        return standing == Standing.ABSENT || standing == Standing.DISABLED
                ? "last " + last.status() + " " + when
                : when;
    }

    private static void cell(Html html, String label, long sort) {
        html.open("td").with("role", "cell").with("data-l", label).with("data-v", sort);
    }

    private static void measured(Html html, String what, Row row, Optional<Long> last) {
        cell(html, what, last.orElse(-1L));
        last.ifPresent(value -> html.element("span", "num", shown(what, value)));
        row.history()
                .ifPresent(job -> Spark.write(
                        html,
                        what,
                        job.successes()
                                .map(run -> what.equals("Rows")
                                        ? run.rows()
                                        : run.took().toMillis())
                                .toList(),
                        value -> shown(what, value)));
        html.close();
    }

    private static String shown(String what, long value) {
        return what.equals("Rows") ? Shown.number(value) : Shown.duration(Duration.ofMillis(value));
    }

    private static void lake(Html html, Optional<JobRun> success) {
        cell(
                html,
                "In the lake",
                success.flatMap(JobRun::landed).map(landed -> landed.bytes()).orElse(-1L));
        success.flatMap(JobRun::landed)
                .ifPresent(landed -> html.element("span", "num", Shown.bytes(landed.bytes()))
                        .element("small", files(landed.files())));
        html.close();
    }

    private static String files(int files) {
        return Shown.number(files) + (files == 1 ? " file" : " files");
    }

    private void watermark(Html html, Optional<Load> load) {
        ZonedDateTime now = facts.written();
        Optional<Progress> progress = load.flatMap(Load::watermark);
        Optional<Duration> lag = progress.flatMap(reached -> WatermarkLag.of(reached, now));
        cell(html, "Watermark", lag.map(Duration::toSeconds).orElse(-1L));
        progress.ifPresent(reached -> html.element("span", "mono", reached.watermark()));
        lag.ifPresent(behind -> html.element(
                "small",
                behind.isNegative()
                        ? Shown.duration(behind.negated()) + " ahead of the clock"
                        : Shown.duration(behind) + " behind"));
        html.close();
    }
}
