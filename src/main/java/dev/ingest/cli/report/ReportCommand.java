package dev.ingest.cli.report;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.HomeOptions;
import dev.ingest.cli.option.RootCommand;
import dev.ingest.cli.option.Version;
import dev.ingest.job.name.ShownPath;
import dev.ingest.report.Report;
import dev.ingest.wiring.Program;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest report}: writes {@code metadata/report.html}. */
@Command(
        name = ReportCommand.NAME,
        description = ReportCommand.DESCRIPTION,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class ReportCommand implements Callable<Integer> {
    public static final String NAME = "report";
    public static final String DESCRIPTION =
            "Writes metadata/report.html: last night at a glance, the runs of each job, failures, watermarks,"
                    + " columns that changed. One file for any browser, from audit, manifests and journal.";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private RootCommand root = HomeOptions::new;

    @Override
    public Integer call() {
        return root.files().quietly(program -> {
            Program.keepPrivate(program.home());
            Report.Written written = program.report().write(PATIENCE);
            written.faults().forEach(fault -> spec.commandLine().getErr().println("warning: " + fault));
            spec.commandLine().getOut().println("Report: " + ShownPath.of(written.page()));
            return ExitCode.SUCCESS;
        });
    }
}
