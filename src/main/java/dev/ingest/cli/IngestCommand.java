package dev.ingest.cli;

import dev.ingest.cli.alert.AlertCommand;
import dev.ingest.cli.keyvault.KeyVaultCommand;
import dev.ingest.cli.option.HomeOptions;
import dev.ingest.cli.option.Options;
import dev.ingest.cli.option.RootCommand;
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
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code ingest}: the root of all commands, written out as its {@link HomeOptions} are. */
public final class IngestCommand implements RootCommand, Callable<Integer> {
    /** A command: what it is called, what it does, and how picocli makes it. */
    private record Known(String name, String description, Function<HomeOptions, Object> command) {
        CommandSpec outline() {
            CommandSpec outline = CommandSpec.create();
            outline.usageMessage().description(description);
            return outline;
        }
    }

    private static final String HELP = "Tells of a command what its own --help tells.";

    /** How picocli knows a file that holds more arguments. */
    private static final String ARGUMENT_FILE = "@";

    private static final List<Known> COMMANDS = List.of(
            new Known(InitCommand.NAME, InitCommand.DESCRIPTION, files -> InitCommand.class),
            new Known(RunCommand.NAME, RunCommand.DESCRIPTION, RunCommand::of),
            new Known(CheckCommand.NAME, CheckCommand.DESCRIPTION, files -> CheckCommand.class),
            new Known(DiscoverCommand.NAME, DiscoverCommand.DESCRIPTION, files -> DiscoverCommand.class),
            new Known(StateCommand.NAME, StateCommand.DESCRIPTION, files -> StateCommand.class),
            new Known(LoadsCommand.NAME, LoadsCommand.DESCRIPTION, files -> LoadsCommand.class),
            new Known(ReportCommand.NAME, ReportCommand.DESCRIPTION, files -> ReportCommand.class),
            new Known(AlertCommand.NAME, AlertCommand.DESCRIPTION, files -> AlertCommand.class),
            new Known(KeyVaultCommand.NAME, KeyVaultCommand.DESCRIPTION, files -> KeyVaultCommand.class),
            new Known(ScheduleCommand.NAME, ScheduleCommand.DESCRIPTION, files -> ScheduleCommand.class),
            new Known(TidyCommand.NAME, TidyCommand.DESCRIPTION, files -> TidyCommand.class),
            new Known(CompletionCommand.NAME, CompletionCommand.DESCRIPTION, files -> CompletionCommand.class),
            new Known(ManCommand.NAME, ManCommand.DESCRIPTION, files -> ManCommand.class),
            new Known("help", HELP, files -> help()));

    /** The commands that tell of all. */
    private static final Set<String> OF_ALL = Set.of("completion", "man");

    private final HomeOptions files = new HomeOptions();
    private final CommandSpec spec;

    private IngestCommand() {
        spec = Options.command(
                this,
                "ingest",
                "Copies tables of databases into a data lake, as Parquet, every night.",
                "",
                "Jobs stand in config/ingestion_config.xlsx, one row a job.",
                "Secrets stand in .dlt/secrets.toml or a key vault.");
        files.addTo(spec);
        spec.usageMessage()
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
        IngestCommand root = new IngestCommand();
        CommandLine line = new CommandLine(root.spec);
        boolean all = arguments.stream()
                .anyMatch(argument -> argument.startsWith(ARGUMENT_FILE) || OF_ALL.contains(argument));
        for (Known known : COMMANDS) {
            boolean meant = all || arguments.contains(known.name());
            line.addSubcommand(known.name(), meant ? known.command().apply(root.files) : known.outline());
        }
        return line;
    }

    /** picocli's own, which has another text. */
    private static CommandSpec help() {
        CommandSpec help = CommandSpec.forAnnotatedObject(new HelpCommand());
        help.usageMessage().header(HELP);
        return help;
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
