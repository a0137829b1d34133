package dev.ingest.cli.setup;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.Version;
import dev.ingest.schedule.ScheduleNote;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest schedule remove}: the jobs no longer run by themselves. */
@Command(
        name = "remove",
        description = "Takes the nightly run out of the scheduler of this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ScheduleRemoveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private ScheduleCommand parent = new ScheduleCommand();

    @Mixin
    private ScheduleOptions options = new ScheduleOptions();

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String name = options.name(parent.files().home());
        if (dryRun) {
            options.schedule().plannedRemoval(name).forEach(out::println);
        } else {
            boolean removed = options.schedule().remove(name);
            new ScheduleNote(parent.files().home()).remove(name);
            out.println(removed ? "Removed " + name + "." : "No schedule " + name + " is installed.");
        }
        return ExitCode.SUCCESS.code();
    }
}
