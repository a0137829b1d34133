package dev.ingest.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ingest}: the root of all commands. */
@Command(
        name = "ingest",
        description = {
            "Copies tables of databases into a data lake, as Parquet, every night.",
            "",
            "Jobs stand in config/ingestion_config.xlsx, one row a job; secrets in .dlt/secrets.toml."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {RunCommand.class, StateCommand.class, LoadsCommand.class, HelpCommand.class},
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0    all jobs succeeded",
            "  1    some job failed; the audit in metadata/ says which and why",
            "  2    the workbook, the settings or the command line are at fault; nothing ran",
            "  3    another run holds the lock",
            "  130  interrupted"
        })
public final class IngestCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the command that {@code arguments} name and returns the process's exit code. */
    public static int execute(String... arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return new CommandLine(new IngestCommand())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(new FailureExits())
                .execute(arguments);
    }

    /** Without a command: what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
