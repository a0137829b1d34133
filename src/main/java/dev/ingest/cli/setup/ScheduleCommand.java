package dev.ingest.cli.setup;

import dev.ingest.cli.option.HomeOptions;
import dev.ingest.cli.option.RootCommand;
import dev.ingest.cli.option.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest schedule}: the nightly run of a home. */
@Command(
        name = ScheduleCommand.NAME,
        description = ScheduleCommand.DESCRIPTION,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {ScheduleInstallCommand.class, ScheduleShowCommand.class, ScheduleRemoveCommand.class})
public final class ScheduleCommand implements Callable<Integer> {
    public static final String NAME = "schedule";
    public static final String DESCRIPTION =
            "Looks after the nightly run of the home, in the scheduler of this machine.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private RootCommand root = HomeOptions::new;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "Cannot tell what to do with the schedule: name it, install, show or remove.");
    }

    HomeOptions files() {
        return root.files();
    }
}
