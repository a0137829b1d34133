package dev.ingest.cli.setup;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest schedule show}: whether and when the jobs run by themselves. */
@Command(
        name = "show",
        description = "Shows what the scheduler of this machine knows of the nightly run.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ScheduleShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private ScheduleCommand parent = new ScheduleCommand();

    @Mixin
    private ScheduleOptions options = new ScheduleOptions();

    @Override
    public Integer call() {
        String name = options.name(parent.files().home());
        options.schedule()
                .shown(name)
                .orElse("No schedule " + name + " is installed.")
                .lines()
                .forEach(spec.commandLine().getOut()::println);
        return ExitCode.SUCCESS.code();
    }
}
