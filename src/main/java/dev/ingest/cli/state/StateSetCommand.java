package dev.ingest.cli.state;

import dev.ingest.cli.option.Version;
import dev.ingest.run.state.StateEdit.Future;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest state set}: edits a job's watermark cell. */
@Command(
        name = "set",
        description =
                "Sets the watermark of a job, in the workbook: the next run reads from there, that value included.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class StateSetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private StateCommand state = new StateCommand();

    @Parameters(index = "0", paramLabel = "JOB", description = "The job, as source_name.table_name.")
    private String job = "";

    @Parameters(
            index = "1",
            paramLabel = "VALUE",
            description = "The watermark, as \"2026-01-27 10:44:12.584\" or 4711.")
    private String value = "";

    @Option(
            names = "--force",
            description = "Set it without asking the source whether it lies above all that it holds.")
    private boolean force;

    @Override
    public Integer call() {
        Future future = force ? Future.SET : Future.REFUSED;
        return state.files()
                .quietly(
                        program -> StateCommand.answer(spec, program.stateEdit().set(job, value, future)));
    }
}
