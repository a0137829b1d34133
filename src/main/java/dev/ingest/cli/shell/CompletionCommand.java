package dev.ingest.cli.shell;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ingest completion}: prints a shell's completion script. */
@Command(
        name = CompletionCommand.NAME,
        description = CompletionCommand.DESCRIPTION,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class CompletionCommand implements Callable<Integer> {
    public static final String NAME = "completion";
    public static final String DESCRIPTION =
            "Prints a script with which a shell completes commands and options when Tab is pressed: source it in"
                    + " the shell's profile.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "SHELL",
            converter = ShellText.class,
            completionCandidates = ShellText.class,
            description = "bash, zsh or powershell.")
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(shell.script(spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return ExitCode.SUCCESS.code();
    }
}
