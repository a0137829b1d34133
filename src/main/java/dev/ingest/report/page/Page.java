package dev.ingest.report.page;

import dev.ingest.data.ColumnChange;
import dev.ingest.job.name.Counted;
import dev.ingest.report.history.Day;
import dev.ingest.report.history.JobHistory;
import dev.ingest.report.history.JobRun;
import dev.ingest.report.history.Load;
import dev.ingest.report.history.Night;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page: one file, its style and script in it. */
public final class Page {
    private static final int FAULTS_SHOWN = 50;
    private static final int NAMES_SHOWN = 20;

    private final Facts facts;
    private final Night night;
    private final Html html = new Html();

    private Page(Facts facts) {
        this.facts = facts;
        this.night = Night.of(facts.history(), facts.enabled().orElse(List.of()));
    }

    /** The page of {@code facts}, in UTF-8. */
    public static byte[] of(Facts facts) {
        Page page = new Page(facts);
        page.write();
        return page.html.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write() {
        html.markup("<!DOCTYPE html>\n").open("html").with("lang", "en").line();
        head();
        html.open("body").with("class", classes()).line();
        verdict();
        html.open("main").line();
        failures();
        absent();
        days();
        jobs();
        drift();
        faults();
        html.close().line();
        foot();
        html.open("script").markup(resource("page.js")).close().line();
        html.close().close().line();
    }

    private void head() {
        html.open("head").line();
        html.open("meta").with("charset", "utf-8").leaf();
        html.open("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1")
                .leaf();
        html.open("meta")
                .with("name", "color-scheme")
                .with("content", "light dark")
                .leaf();
        html.open("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with(
                        "content",
                        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:")
                .leaf();
        html.open("link").with("rel", "icon").with("href", "data:,").leaf();
        html.element("title", mark() + " " + headline() + " - ingest").line();
        html.open("style").markup(resource("page.css")).close().line();
        html.close().line();
    }

    private String classes() {
        return switch (night.verdict()) {
            case GOOD -> "good";
            case PARTIAL -> "partial";
            case BAD -> "broken";
            case NONE -> "none";
        };
    }

    private String mark() {
        return switch (night.verdict()) {
            case GOOD -> "✓";
            case PARTIAL -> "!";
            case BAD -> "✗";
            case NONE -> "–";
        };
    }

    private String headline() {
        int ran = night.succeeded().size() + night.failed().size();
        if (night.refused().isPresent()) {
            return "The last run did not start";
        }
        return switch (night.verdict()) {
            case NONE -> "No job has run yet";
            case BAD -> night.failed().size() + " of " + Counted.of(ran, "job") + " failed";
            case PARTIAL ->
                Counted.of(ran, "job") + " succeeded, " + night.absent().size() + " did not run";
            case GOOD -> ran == 1 ? "The job succeeded" : "All " + ran + " jobs succeeded";
        };
    }

    private void verdict() {
        html.open("header").line();
        html.open("p")
                .with("class", "sign")
                .with("aria-hidden", "true")
                .text(mark())
                .close();
        html.open("div");
        html.element("h1", headline());
        html.open("p");
        night.ended().ifPresent(ended -> html.text("Last night ended " + Shown.moment(ended) + " " + zone() + ". "));
        html.text("Into " + facts.destination() + ".").close();
        html.open("p")
                .with("id", "age")
                .with("hidden", "hidden")
                .with("role", "status")
                .close();
        html.close().line();
        if (night.ended().isPresent()) {
            tiles();
        }
        html.close().line();
    }

    private void tiles() {
        html.open("dl");
        tile("succeeded", Shown.number(night.succeeded().size()));
        tile("failed", Shown.number(night.failed().size()));
        if (facts.enabled().isPresent()) {
            tile("did not run", Shown.number(night.absent().size()));
        }
        tile("rows landed", Shown.number(night.rows()));
        if (night.files() > 0) {
            tile(
                    "in " + Shown.number(night.files()) + (night.files() == 1 ? " file" : " files"),
                    Shown.bytes(night.bytes()));
        }
        tile("of work", Shown.duration(night.took()));
        html.close().line();
    }

    private void tile(String what, String value) {
        html.open("div").element("dt", what).element("dd", value).close();
    }

    private void failures() {
        if (night.refused().isEmpty() && night.failed().isEmpty()) {
            return;
        }
        section("failures", "What failed");
        night.refused().ifPresent(run -> failure("The run as a whole", run, Shown.moment(run.ended()) + " " + zone()));
        Map<String, List<JobHistory>> causes = night.failed().stream()
                .collect(Collectors.groupingBy(job -> job.last().error(), LinkedHashMap::new, Collectors.toList()));
        causes.values().forEach(this::failure);
        if (!night.failed().isEmpty()) {
            html.open("p")
                    .text("Once the cause is gone: ")
                    .element("code", "ingest run --failed")
                    .text(" runs those again and no others. Stack traces stand in the newest file of ")
                    .element("code", "logs/")
                    .text(".")
                    .close();
        }
        html.close().line();
    }

    /** Jobs that failed for one reason. */
    private void failure(List<JobHistory> jobs) {
        JobHistory first = jobs.get(0);
        if (jobs.size() == 1) {
            failure(first.job(), first.last(), Shown.moment(first.last().ended()) + " " + zone() + since(first));
        } else {
            String names = named(jobs.stream().map(JobHistory::job).toList());
            failure(Counted.of(jobs.size(), "job"), first.last(), names);
        }
    }

    private void failure(String title, JobRun run, String about) {
        html.open("article");
        html.element("h3", title);
        html.open("p").with("class", "when").element("b", "mark", "✗ " + run.status());
        html.text(" " + about).close();
        int end = run.error().indexOf(". ") + 1;
        html.open("p").with("class", "why");
        html.element("strong", end > 0 ? run.error().substring(0, end) : run.error());
        html.text(end > 0 ? run.error().substring(end) : "").close();
        html.close().line();
    }

    /** Names in a row, of very many the first. */
    private static String named(List<String> names) {
        String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return names.size() > NAMES_SHOWN ? shown + " and " + (names.size() - NAMES_SHOWN) + " more" : shown;
    }

    private static String since(JobHistory job) {
        int failures = job.failures();
        String row = failures == 1 ? "" : ", " + failures + " times in a row";
        return row
                + job.lastSuccess()
                        .map(run -> "; last success " + Shown.moment(run.ended()))
                        .orElse("; no success known");
    }

    private void absent() {
        section("next", "What comes next");
        if (!night.absent().isEmpty()) {
            html.open("p").element("strong", Counted.of(night.absent().size(), "enabled job") + " did not run: ");
            html.text(named(night.absent()) + ".").close();
        }
        if (facts.waiting() > 0) {
            html.element(
                    "p",
                    Counted.of(facts.waiting(), "watermark")
                            + " wait to be written into the workbook; the next run writes them once it is closed.");
        }
        html.element(
                "p",
                facts.next()
                        .map(next -> "Scheduled: " + next)
                        .orElse("No schedule is known here: whoever starts the runs did not leave one in"
                                + " metadata/schedule.txt."));
        html.close().line();
    }

    private void days() {
        DayChart chart = new DayChart(facts.history().days(), facts.written().toLocalDate());
        if (chart.days().isEmpty()) {
            return;
        }
        section("days", "Day by day");
        html.open("div").with("class", "charts");
        chart.write(html, "Rows a day", "ok", Day::rows, Shown::brief);
        chart.write(html, "Bytes a day", "ok", Day::bytes, Shown::bytes);
        chart.write(html, "Files a day", "ok", Day::files, Shown::brief);
        chart.write(html, "Runs of jobs that failed, a day", "bad", Day::failed, Shown::brief);
        html.close();
        html.open("details").element("summary", "The same as a table");
        html.open("div").with("class", "wide").open("table").open("thead").open("tr");
        for (String header : List.of("Day", "Runs", "Failed", "Rows", "Files", "Bytes")) {
            html.open("th").with("scope", "col").text(header).close();
        }
        html.close().close().open("tbody").line();
        for (int i = chart.days().size() - 1; i >= 0; i--) {
            day(chart.days().get(i));
        }
        html.close().close().close().close().close().line();
    }

    private void day(Day day) {
        html.open("tr")
                .open("th")
                .with("scope", "row")
                .text(day.date().toString())
                .close();
        for (String value : List.of(
                Shown.number(day.runs()),
                Shown.number(day.failed()),
                Shown.number(day.rows()),
                Shown.number(day.files()),
                Shown.bytes(day.bytes()))) {
            html.element("td", "num", value);
        }
        html.close().line();
    }

    private void jobs() {
        section("all", "All jobs");
        html.open("p").with("id", "filter").with("hidden", "hidden");
        html.open("label").text("Only jobs whose name has ");
        html.open("input").with("type", "search").leaf();
        html.close().text(" ").open("output").close().close();
        html.open("p")
                .with("class", "legend")
                .text("A bar a run, the newest at the right: short succeeded, tall failed, broken was interrupted.")
                .close();
        new JobTable(facts, night).write(html);
        html.close().line();
    }

    private void drift() {
        section("drift", "Columns that changed");
        List<Load> drift = facts.history().drift();
        if (drift.isEmpty()) {
            html.element("p", "No load that is known here found a column other than the load before left it.");
        } else {
            html.open("div").with("class", "wide").open("table").open("thead").open("tr");
            for (String header : List.of("When", "Job", "Column", "Was", "Is")) {
                html.open("th").with("scope", "col").text(header).close();
            }
            html.close().close().open("tbody").line();
            drift.forEach(load -> load.changes().forEach(change -> change(load, change)));
            html.close().close().close();
        }
        html.close().line();
    }

    private void change(Load load, ColumnChange change) {
        html.open("tr");
        html.element("td", Shown.moment(load.run().ended()));
        html.element("td", load.run().job());
        html.element("td", "mono", change.table() + "." + change.column());
        html.element("td", "mono", change.before().orElse("(new)"));
        html.element("td", "mono", change.after().orElse("(gone)"));
        html.close().line();
    }

    private void faults() {
        List<String> faults = facts.faults();
        if (faults.isEmpty()) {
            return;
        }
        section("faults", "What this page could not read");
        html.open("ul");
        faults.stream().limit(FAULTS_SHOWN).forEach(fault -> html.element("li", fault));
        if (faults.size() > FAULTS_SHOWN) {
            html.element("li", "And " + (faults.size() - FAULTS_SHOWN) + " more, which the log names.");
        }
        html.close().close().line();
    }

    private void foot() {
        String written = facts.written().toOffsetDateTime().toString();
        html.open("footer").open("p").text("Written ");
        html.open("time")
                .with("datetime", written)
                .text(Shown.moment(facts.written().toLocalDateTime()) + " " + zone());
        html.close()
                .text(" from audit, manifests and journal. Times are in the zone of the runs. ")
                .element("code", "ingest report")
                .text(" writes it anew.")
                .close()
                .close()
                .line();
    }

    private void section(String id, String title) {
        html.open("section")
                .with("id", id)
                .with("aria-labelledby", id + "-title")
                .open("h2")
                .with("id", id + "-title")
                .text(title)
                .close()
                .line();
    }

    private String zone() {
        return facts.written().getZone().getId().equals("Z")
                ? "UTC"
                : facts.written().getZone().getId();
    }

    private static String resource(String name) {
        try (InputStream stream = Page.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
