package dev.ingest.cli.alert;

import dev.ingest.alert.Alerts.Sent;
import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.HomeOptions;
import dev.ingest.cli.option.RootCommand;
import dev.ingest.cli.option.Version;
import dev.ingest.plan.RunMoment;
import dev.ingest.record.RunOrigin;
import dev.ingest.wiring.Notices;
import dev.ingest.wiring.Program;
import java.io.PrintWriter;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest alert}: tells people of jobs that are late, or that messages arrive. */
@Command(
        name = AlertCommand.NAME,
        description = AlertCommand.DESCRIPTION,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class AlertCommand implements Callable<Integer> {
    public static final String NAME = "alert";
    public static final String DESCRIPTION =
            "Tells those whom [alerts] names of jobs that are late, though no run comes about; with --test, that"
                    + " messages arrive.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private RootCommand root = HomeOptions::new;

    @Option(names = "--test", description = "Send a message that says that it is a test, whatever jobs do.")
    private boolean test;

    @Override
    public Integer call() {
        return root.files().quietly(program -> {
            Notices notices = notices(program);
            Optional<List<Sent>> sent = test ? Optional.of(notices.test()) : notices.late();
            if (sent.isEmpty()) {
                out().println("No job is late, nobody was told.");
            }
            return answer(sent.orElse(List.of()));
        });
    }

    private static Notices notices(Program program) {
        ZonedDateTime now = ZonedDateTime.now(program.zone());
        return program.notices(
                RunOrigin.here(Version.text(), program.home(), program.home().resolve("logs")),
                new RunMoment(now, now.toLocalDate()));
    }

    private ExitCode answer(List<Sent> sent) {
        sent.forEach(each -> out().println(each.failure()
                .map(failure -> "FAILED  " + failure.getMessage())
                .orElse("OK      told " + each.channel())));
        return sent.stream().allMatch(each -> each.failure().isEmpty()) ? ExitCode.SUCCESS : ExitCode.JOB_FAILED;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
