package dev.ingest.cli.source;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.HomeOptions;
import dev.ingest.cli.option.JsonAnswer;
import dev.ingest.cli.option.RootCommand;
import dev.ingest.cli.option.Version;
import dev.ingest.job.name.Counted;
import dev.ingest.job.name.Printable;
import dev.ingest.record.answer.CheckAnswer;
import dev.ingest.run.check.Checked;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest check}: whether a run would get to its sources, its tables and its destination. */
@Command(
        name = CheckCommand.NAME,
        description = CheckCommand.DESCRIPTION,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class CheckCommand implements Callable<Integer> {
    public static final String NAME = "check";
    public static final String DESCRIPTION =
            "Connects to each source once, asks for each enabled job's table, and writes to the destination;"
                    + " reads no row.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private RootCommand root = HomeOptions::new;

    @Parameters(
            paramLabel = "SOURCE",
            arity = "0..*",
            description = "Only these sources, by source_name or section (default: those of all enabled jobs).")
    private List<String> sources = List.of();

    @Mixin
    private JsonAnswer json = new JsonAnswer();

    @Override
    public Integer call() {
        return root.files().quietly(json.log(), program -> {
            List<String> warnings = program.warnings();
            warnings.forEach(warning -> out().println("warning: " + warning));
            List<Checked> answers = new ArrayList<>();
            program.check(
                    sources,
                    answer -> {
                        answers.add(answer);
                        print(answer);
                    },
                    wait -> out().println("        " + wait));
            long failed = answers.stream()
                    .filter(answer -> answer.outcome() == Checked.Outcome.FAILED)
                    .count();
            int all = answers.size();
            out().println(
                            failed == 0
                                    ? "Check: " + Counted.of(all, "answer") + ", all OK."
                                    : "Check: " + failed + " of " + Counted.of(all, "answer") + " FAILED.");
            if (json.wanted()) {
                json.print(spec, CheckAnswer.of(answers, warnings));
            }
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
        return json.people(spec);
    }
}
