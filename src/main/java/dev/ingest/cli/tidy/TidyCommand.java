package dev.ingest.cli.tidy;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.HomeOptions;
import dev.ingest.cli.option.RootCommand;
import dev.ingest.cli.option.Version;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.wiring.Program;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest tidy}: what lies where in home and lake. */
@Command(
        name = TidyCommand.NAME,
        description = TidyCommand.DESCRIPTION,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class TidyCommand implements Callable<Integer> {
    public static final String NAME = "tidy";
    public static final String DESCRIPTION =
            "Tells what lies where in home and lake, with --dry-run; it removes nothing yet.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private RootCommand root = HomeOptions::new;

    @Option(names = "--dry-run", description = "Tell, and remove nothing.")
    private boolean dryRun;

    @Option(
            names = "--older-than",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = "Which snapshots of FULL tables are old (default: 90d); the newest of a table never is.")
    private Duration old = Duration.ofDays(90);

    @Option(names = "--days", description = "A line for each day of a table, too.")
    private boolean eachDay;

    @Override
    public Integer call() {
        if (!dryRun) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot tidy: this version removes nothing yet. Add --dry-run to see what lies where.");
        }
        return root.files().quietly(this::tell);
    }

    private ExitCode tell(Program program) {
        LocalDate first = LocalDate.now(program.zone()).minusDays(old.toDays());
        TidyReport report = new TidyReport(spec.commandLine().getOut(), program.zone());
        report.home(program.home(), program.inventory().home());
        program.inventory().lake().forEach(dataset -> {
            report.dataset(dataset, eachDay);
            report.snapshots(dataset.snapshotsBefore(first), first);
        });
        report.end();
        return ExitCode.SUCCESS;
    }
}
