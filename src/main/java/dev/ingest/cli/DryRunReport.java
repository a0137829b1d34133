package dev.ingest.cli;

import dev.ingest.data.Column;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadIdColumn;
import dev.ingest.job.LoadType;
import dev.ingest.job.PlannedColumn;
import dev.ingest.run.DryJob;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Prints what jobs would do. */
final class DryRunReport {
    private final PrintWriter out;
    private final String destination;

    DryRunReport(PrintWriter out, String destination) {
        this.out = out;
        this.destination = destination;
    }

    /** Prints all and says with which code the dry run ends. */
    ExitCode print(List<DryJob> jobs) {
        jobs.forEach(this::print);
        long faulty =
                jobs.stream().filter(job -> !job.planned().findings().isEmpty()).count();
        out.println(
                faulty == 0
                        ? "Dry run: " + jobs.size() + " jobs, no fault found, nothing read, nothing written."
                        : "Dry run: " + faulty + " of " + jobs.size() + " jobs have a fault.");
        return faulty == 0 ? ExitCode.SUCCESS : ExitCode.CONFIGURATION;
    }

    private void print(DryJob dry) {
        out.println(dry.job().name() + "  (" + dry.job().row().type().label() + ", "
                + dry.job().row().loadType() + ")");
        dry.planned().remarks().forEach(remark -> line("warning", remark.sentence()));
        dry.planned().warnings().forEach(warning -> line("warning", warning));
        dry.planned().findings().forEach(finding -> line("fault", finding.toString()));
        dry.planned().plan().ifPresent(plan -> print(plan, dry));
        out.println();
    }

    private void print(JobPlan plan, DryJob dry) {
        dry.queries().forEach(query -> line("sql", query));
        if (plan.loadType() == LoadType.INCREMENTAL) {
            String column = plan.cursor()
                    .map(cursor -> cursor.column())
                    .orElse(dry.job().row().watermarkColumn().orElse(""));
            line("window", plan.window().describe(column));
        }
        line("target", destination + "/" + dry.path());
        line("columns", plan.columns().isEmpty() ? "types: not known without connecting" : columns(plan));
    }

    private static String columns(JobPlan plan) {
        String read = plan.columns().stream().map(DryRunReport::column).collect(Collectors.joining(", "));
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

    private void line(String label, String text) {
        out.println(String.format("  %-8s %s", label, text));
    }
}
