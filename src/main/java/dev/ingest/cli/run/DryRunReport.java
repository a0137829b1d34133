package dev.ingest.cli.run;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.config.JobOrder;
import dev.ingest.config.row.JobRow;
import dev.ingest.data.Column;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadIdColumn;
import dev.ingest.job.LoadType;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.name.Counted;
import dev.ingest.job.name.Printable;
import dev.ingest.job.option.ClusterMode;
import dev.ingest.run.DryJob;
import dev.ingest.run.RefusedJob;
import dev.ingest.run.RunLimits;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints what jobs would do. */
final class DryRunReport {
    private final PrintWriter out;
    private final String destination;
    private final List<String> lines = new ArrayList<>();
    private int all;
    private int faulty;

    DryRunReport(PrintWriter out, String destination) {
        this.out = out;
        this.destination = destination;
    }

    /** Prints in which order jobs begin, where that is not the workbook's. */
    void begin(RunLimits limits) {
        if (limits.order() == JobOrder.LONGEST_FIRST) {
            out.println("Jobs begin in this order, "
                    + (limits.jobsAtOnce() == 1 ? "one after the other" : limits.jobsAtOnce() + " at once")
                    + ": those of which the newest audits tell no success, then the longest first.");
        }
    }

    /** Prints what cannot run and the sum of all, and says with which code the dry run ends. */
    ExitCode end(List<RefusedJob> refused) {
        refused.forEach(this::print);
        faulty += refused.size();
        all += refused.size();
        out.println(
                faulty == 0
                        ? "Dry run: " + Counted.of(all, "job") + ", no fault found, nothing read, nothing written."
                        : "Dry run: " + faulty + " of " + Counted.of(all, "job") + (faulty == 1 ? " has" : " have")
                                + " a fault.");
        return faulty == 0 ? ExitCode.SUCCESS : ExitCode.CONFIGURATION;
    }

    private void print(RefusedJob refused) {
        lines.add(refused.name());
        refused.findings().forEach(finding -> line("fault", finding.toString()));
        end();
    }

    void print(DryJob dry) {
        all++;
        faulty += dry.planned().findings().isEmpty() ? 0 : 1;
        lines.add(dry.job().name() + "  (" + dry.job().row().type().label() + ", "
                + dry.job().row().loadType() + ")");
        dry.planned().remarks().forEach(remark -> line("warning", remark.sentence()));
        dry.planned().warnings().forEach(warning -> line("warning", warning));
        dry.planned().findings().forEach(finding -> line("fault", finding.toString()));
        dry.planned().plan().ifPresent(plan -> print(plan, dry));
        end();
    }

    private void print(JobPlan plan, DryJob dry) {
        if (plan.reading().columns().isEmpty()) {
            asked(plan, dry);
        } else {
            requests(dry);
            if (plan.loadType() == LoadType.INCREMENTAL) {
                line(
                        "window",
                        plan.reading()
                                .window()
                                .describe(plan.reading()
                                        .cursor()
                                        .map(Cursor::column)
                                        .orElse("")));
            }
            line("columns", columns(plan));
        }
        line("target", destination + "/" + dry.path());
        dry.took().ifPresent(took -> line("took", Amounts.seconds(took) + " s when it last succeeded"));
    }

    /** What the row says for certain; what only the database tells is named as that. */
    private void asked(JobPlan plan, DryJob dry) {
        JobRow row = dry.job().row();
        line("table", row.tableText());
        row.reading().query().ifPresent(query -> line("query", query.file()));
        line("columns", row.reading().columns() + "; types: not known without connecting");
        row.reading().where().ifPresent(where -> line("where", where));
        if (row.loadType() == LoadType.INCREMENTAL) {
            line("window", window(row));
        }
        listed("folders", row.landing().partitionBy());
        if (!row.landing().clusterBy().isEmpty()) {
            boolean query = plan.target().cluster() == ClusterMode.QUERY;
            line("sorted", list(row.landing().clusterBy(), "") + (query ? ", by the query" : ", within row groups"));
        }
        listed("key", row.landing().primaryKey());
        requests(dry);
    }

    /** What a source is asked: SQL, or a request. */
    private void requests(DryJob dry) {
        String label = dry.job().row().type() instanceof DatabaseKind ? "sql" : "request";
        dry.queries().forEach(query -> line(label, query));
        if (dry.queries().isEmpty()) {
            line(label, "not known without connecting: add --connect");
        }
    }

    private static String window(JobRow row) {
        String column = row.cursor().column().orElse("");
        return row.cursor()
                        .lastWatermark()
                        .map(mark ->
                                column + " > " + mark + ", or from it where the cell was edited since the last load")
                        .orElse("from the start, or after dlt's watermark where only dlt has loaded the table")
                + "; where it ends: not known without connecting";
    }

    private void listed(String label, List<String> names) {
        if (!names.isEmpty()) {
            line(label, String.join(", ", names));
        }
    }

    private static String list(List<String> names, String none) {
        return names.isEmpty() ? none : String.join(", ", names);
    }

    private static String columns(JobPlan plan) {
        String read =
                plan.reading().columns().stream().map(DryRunReport::column).collect(Collectors.joining(", "));
        return plan.target().loadId() == LoadIdColumn.ADDED
                ? read + ", " + LoadIdColumn.COLUMN.name() + " added -> " + LoadIdColumn.COLUMN.type()
                : read;
    }

    private static String column(PlannedColumn planned) {
        Column column = planned.column();
        String name =
                column.name().equals(planned.source()) ? column.name() : planned.source() + " as " + column.name();
        return name + " " + planned.nativeType() + " -> " + column.type();
    }

    /** Prints a job at once: of many jobs a terminal takes longer to be told than they take to be planned. */
    private void end() {
        String end = System.lineSeparator();
        out.print(lines.stream().map(line -> Printable.of(line) + end).collect(Collectors.joining("", "", end)));
        out.flush();
        lines.clear();
    }

    private void line(String label, String text) {
        lines.add("  " + label + " ".repeat(9 - label.length()) + text);
    }
}
