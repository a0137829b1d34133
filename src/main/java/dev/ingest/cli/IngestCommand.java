package dev.ingest.cli;

import dev.ingest.cli.alert.AlertCommand;
import dev.ingest.cli.keyvault.KeyVaultCommand;
import dev.ingest.cli.option.HomeOptions;
import dev.ingest.cli.option.RootCommand;
import dev.ingest.cli.option.Version;
import dev.ingest.cli.report.ReportCommand;
import dev.ingest.cli.run.RunCommand;
import dev.ingest.cli.setup.InitCommand;
import dev.ingest.cli.setup.ScheduleCommand;
import dev.ingest.cli.shell.CompletionCommand;
import dev.ingest.cli.shell.ManCommand;
import dev.ingest.cli.source.CheckCommand;
import dev.ingest.cli.source.DiscoverCommand;
import dev.ingest.cli.state.LoadsCommand;
import dev.ingest.cli.state.StateCommand;
import dev.ingest.cli.tidy.TidyCommand;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** {@code ingest}: the root of all commands, written out as its {@link HomeOptions} are. */
public final class IngestCommand implements RootCommand, Callable<Integer> {
    /** How picocli knows a file that holds more arguments. */
    private static final String ARGUMENT_FILE = "@";

    private static final List<Class<?>> COMMANDS = List.of(
            InitCommand.class,
            RunCommand.class,
            CheckCommand.class,
            DiscoverCommand.class,
            StateCommand.class,
            LoadsCommand.class,
            ReportCommand.class,
            AlertCommand.class,
            KeyVaultCommand.class,
            ScheduleCommand.class,
            TidyCommand.class,
            CompletionCommand.class,
            ManCommand.class,
            HelpCommand.class);

    /** The commands that tell of all. */
    private static final Set<String> OF_ALL = Set.of("completion", "man");

    private final HomeOptions files = new HomeOptions();
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    private IngestCommand() {
        spec.name("ingest")
                .versionProvider(new Version())
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
        files.addTo(spec);
        spec.usageMessage()
                .description(
                        "Copies tables of databases into a data lake, as Parquet, every night.",
                        "",
                        "Jobs stand in config/ingestion_config.xlsx, one row a job;",
                        "secrets in .dlt/secrets.toml or a key vault.")
                .synopsisSubcommandLabel("COMMAND")
                .footerHeading("%nExit codes:%n")
                .footer(
                        "  0    all jobs succeeded",
                        "  1    some job failed; the audit in metadata/ says which and why",
                        "  2    the workbook, the settings or the command line are at fault; nothing ran",
                        "  3    another run holds the lock",
                        "  130  interrupted");
    }

    /** Runs the command that {@code arguments} name and returns the process's exit code. */
    public static int execute(String... arguments) {
        PrintWriter out = new TerminalWriter(System.out);
        PrintWriter err = new TerminalWriter(System.err);
        return line(List.of(arguments))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(new FailureExits())
                .execute(arguments);
    }

    /**
     * The commands. To read the options of all takes longer than most of them run, so what {@code arguments} cannot mean
     * has its name and description alone.
     */
    private static CommandLine line(List<String> arguments) {
        CommandLine line = new CommandLine(new IngestCommand().spec);
        boolean all = arguments.stream()
                .anyMatch(argument -> argument.startsWith(ARGUMENT_FILE) || OF_ALL.contains(argument));
        for (Class<?> type : COMMANDS) {
            Command command = type.getAnnotation(Command.class);
            if (all || arguments.contains(command.name())) {
                line.addSubcommand(command.name(), type);
            } else {
                line.addSubcommand(command.name(), outline(command));
            }
        }
        return line;
    }

    private static CommandSpec outline(Command command) {
        CommandSpec outline = CommandSpec.create();
        outline.usageMessage().header(command.header()).description(command.description());
        return outline;
    }

    /** Without a command nothing is done, and a scheduler must not take that for a success. */
    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Cannot tell what to do: no command is given.");
    }

    @Override
    public HomeOptions files() {
        return files;
    }
}
