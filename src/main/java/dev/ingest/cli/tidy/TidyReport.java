package dev.ingest.cli.tidy;

import dev.ingest.cli.option.SizeText;
import dev.ingest.cli.option.TextTable;
import dev.ingest.job.name.Printable;
import dev.ingest.job.name.ShownPath;
import dev.ingest.run.tidy.DatasetHoldings;
import dev.ingest.run.tidy.Holding;
import dev.ingest.run.tidy.TableDay;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints what lies where. */
final class TidyReport {
    private static final String NONE = "-";

    private final PrintWriter out;
    private final ZoneId zone;

    TidyReport(PrintWriter out, ZoneId zone) {
        this.out = out;
        this.zone = zone;
    }

    void home(Path home, List<Holding> holdings) {
        out.println("Home " + ShownPath.of(home));
        print(holdings(holdings));
    }

    void dataset(DatasetHoldings dataset, boolean eachDay) {
        out.println();
        out.println("Dataset " + dataset.dataset());
        print(eachDay ? days(dataset.days()) : tables(dataset.days()));
        out.println();
        out.println("What it remembers; runs and dlt read it, so nothing of it may be deleted");
        print(holdings(dataset.memory()));
        dataset.atWorkNow()
                .ifPresent(run -> staged(
                        dataset.atWork(),
                        "Staged, no part of the lake yet, by the run that is at work: " + Printable.of(run)));
        staged(
                dataset.leftBehind(),
                "Staged, no part of the lake, by loads that died; the next run that begins takes it away");
    }

    private void staged(List<Holding> loads, String title) {
        if (!loads.isEmpty()) {
            out.println();
            out.println(title);
            print(holdings(loads));
        }
    }

    void snapshots(List<TableDay> old, LocalDate first) {
        if (!old.isEmpty()) {
            out.println();
            out.println("Snapshots of days before " + first + ", the newest of each table aside");
            print(tables(old));
        }
    }

    void end() {
        out.println();
        out.println("Nothing was removed.");
    }

    private void print(TextTable table) {
        table.lines().forEach(line -> out.println("  " + line));
    }

    private TextTable holdings(List<Holding> holdings) {
        TextTable table = new TextTable("WHAT", "FILES", "SIZE", "OLDEST", "NEWEST");
        holdings.forEach(each -> table.add(List.of(
                each.name(),
                Long.toString(each.files()),
                SizeText.of(each.bytes()),
                day(each.oldest()),
                day(each.newest()))));
        return table;
    }

    private static TextTable days(List<TableDay> days) {
        TextTable table = new TextTable("TABLE", "DAY", "FILES", "SIZE");
        days.forEach(each -> table.add(
                List.of(each.table(), each.day().toString(), Long.toString(each.files()), SizeText.of(each.bytes()))));
        return table;
    }

    private static TextTable tables(List<TableDay> days) {
        TextTable table = new TextTable("TABLE", "DAYS", "FILES", "SIZE", "OLDEST", "NEWEST");
        Map<String, List<TableDay>> tables =
                days.stream().collect(Collectors.groupingBy(TableDay::table, LinkedHashMap::new, Collectors.toList()));
        tables.forEach((name, each) -> table.add(List.of(
                name,
                Integer.toString(each.size()),
                Long.toString(each.stream().mapToLong(TableDay::files).sum()),
                SizeText.of(each.stream().mapToLong(TableDay::bytes).sum()),
                each.get(0).day().toString(),
                each.get(each.size() - 1).day().toString())));
        return table;
    }

    private String day(Optional<Instant> moment) {
        return moment.map(when -> LocalDate.ofInstant(when, zone).toString()).orElse(NONE);
    }
}
