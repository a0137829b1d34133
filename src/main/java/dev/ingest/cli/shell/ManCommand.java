package dev.ingest.cli.shell;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ingest man}: prints the manual's page. */
@Command(
        name = ManCommand.NAME,
        description = ManCommand.DESCRIPTION,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class ManCommand implements Callable<Integer> {
    public static final String NAME = "man";
    public static final String DESCRIPTION =
            "Prints the page of the manual, of all commands, in the form that man reads: ingest man | man -l -";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(new ManPage(spec.root(), Version.text()).text());
        spec.commandLine().getOut().flush();
        return ExitCode.SUCCESS.code();
    }
}
