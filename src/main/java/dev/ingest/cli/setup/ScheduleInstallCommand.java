package dev.ingest.cli.setup;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.Version;
import dev.ingest.config.DurationText;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.name.ShownPath;
import dev.ingest.schedule.NightlyRun;
import dev.ingest.schedule.ScheduleNote;
import dev.ingest.wiring.Program;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest schedule install}: from now on the jobs run every night. */
@Command(
        name = "install",
        description = "Has the scheduler of this machine start ingest run in the home once a day.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ScheduleInstallCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private ScheduleCommand parent = new ScheduleCommand();

    @Mixin
    private ScheduleOptions options = new ScheduleOptions();

    @Option(
            names = "--at",
            paramLabel = "HH:MM",
            converter = TimeOfDayText.class,
            description = "When, on this machine's clock (default: 03:30).")
    private LocalTime at = LocalTime.of(3, 30);

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            description =
                    "Who runs it: of Windows DOMAIN\\user, a managed service account DOMAIN\\name$, or SYSTEM, LOCAL"
                            + " SERVICE, NETWORK SERVICE (default: you); of systemd a user (default: the owner of the home).")
    private Optional<String> account = Optional.empty();

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        return parent.files().quietly(program -> {
            NightlyRun run = run(program);
            ScheduleNote note = new ScheduleNote(program.home());
            if (dryRun) {
                options.schedule().plannedInstall(run).forEach(out()::println);
                out().println("write " + note);
                out().println("    " + ScheduleNote.text(run, options.kind()));
                return ExitCode.SUCCESS;
            }
            options.schedule().install(run);
            note.leave(run, options.kind());
            out().println("Installed " + run.name() + ": every day at " + at + ", ended after "
                    + DurationText.of(run.limit()) + ". See it with ingest schedule show.");
            return ExitCode.SUCCESS;
        });
    }

    private NightlyRun run(Program program) {
        Path home = program.home();
        if (!Files.isRegularFile(home.resolve(options.kind().script()))) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot schedule the home " + ShownPath.of(home) + ": it has no "
                            + options.kind().script() + ". Make it with ingest init, which leaves all else as it is.");
        }
        return new NightlyRun(
                options.name(home),
                home,
                NightlyRun.next(at, LocalDateTime.now(ZoneId.systemDefault())),
                program.longestRun(),
                account);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
