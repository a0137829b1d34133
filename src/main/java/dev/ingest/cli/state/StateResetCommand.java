package dev.ingest.cli.state;

import dev.ingest.cli.option.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest state reset}: empties a job's watermark cell. */
@Command(
        name = "reset",
        description = "Empties the watermark of a job, in the workbook: the next run reads the table from the start.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class StateResetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private StateCommand state = new StateCommand();

    @Parameters(index = "0", paramLabel = "JOB", description = "The job, as source_name.table_name.")
    private String job = "";

    @Override
    public Integer call() {
        return state.files()
                .quietly(
                        program -> StateCommand.answer(spec, program.stateEdit().reset(job)));
    }
}
