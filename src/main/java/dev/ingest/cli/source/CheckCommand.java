package dev.ingest.cli.source;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.HomeOptions;
import dev.ingest.cli.option.RootCommand;
import dev.ingest.cli.option.Version;
import dev.ingest.job.name.Counted;
import dev.ingest.job.name.Printable;
import dev.ingest.run.check.Checked;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest check}: whether a run would get to its sources, its tables and its destination. */
@Command(
        name = "check",
        description = "Connects to each source once, asks for each enabled job's table, and writes to the destination;"
                + " reads no row.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private RootCommand root = HomeOptions::new;

    @Parameters(
            paramLabel = "SOURCE",
            arity = "0..*",
            description = "Only these sources, by source_name or section (default: those of all enabled jobs).")
    private List<String> sources = List.of();

    @Override
    public Integer call() {
        Map<Checked.Outcome, Integer> outcomes = new EnumMap<>(Checked.Outcome.class);
        return root.files().quietly(program -> {
            program.warnings().forEach(warning -> out().println("warning: " + warning));
            program.check(
                    sources,
                    answer -> {
                        outcomes.merge(answer.outcome(), 1, Integer::sum);
                        print(answer);
                    },
                    wait -> out().println("        " + wait));
            int failed = outcomes.getOrDefault(Checked.Outcome.FAILED, 0);
            int all = failed + outcomes.getOrDefault(Checked.Outcome.OK, 0);
            out().println(
                            failed == 0
                                    ? "Check: " + Counted.of(all, "answer") + ", all OK."
                                    : "Check: " + failed + " of " + Counted.of(all, "answer") + " FAILED.");
            return failed == 0 ? ExitCode.SUCCESS : ExitCode.JOB_FAILED;
        });
    }

    /** At once: the next answer may take its time. */
    private void print(Checked answer) {
        out().println(String.format("%-6s  %s  %s", answer.outcome(), answer.place(), Printable.of(answer.told())));
        answer.remarks().forEach(remark -> out().println("        " + Printable.of(remark)));
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
