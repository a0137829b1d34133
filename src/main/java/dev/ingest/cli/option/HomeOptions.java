package dev.ingest.cli.option;

import dev.ingest.cli.log.RunLog;
import dev.ingest.config.LogLevel;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.name.ShownPath;
import dev.ingest.wiring.Program;
import dev.ingest.wiring.UnreadHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** Where a command finds its files; every relative path hangs on the home folder. They hold for its sub-commands too. */
public final class HomeOptions {
    private static final Path CONFIG = Path.of("config", "ingestion_config.xlsx");
    private static final Path SECRETS = Path.of(".dlt", "secrets.toml");

    private final OptionSpec home =
            path("--home", "DIR", "Folder that holds config, .dlt, logs and metadata (default: the working folder).");
    private final OptionSpec config = path("--config", "FILE", "The workbook (default: config/ingestion_config.xlsx).");
    private final OptionSpec secrets =
            path("--secrets", "FILE", "The secrets (default: .dlt/secrets.toml; config.toml beside it is read too).");

    private static OptionSpec path(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(Path.class)
                .scopeType(ScopeType.INHERIT)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** Adds the options to a command. */
    public void addTo(CommandSpec command) {
        command.addOption(home).addOption(config).addOption(secrets);
    }

    /** Loads the program of these files and lets {@code command} ask it; errors alone are logged, to the terminal. */
    public int quietly(Function<Program, ExitCode> command) {
        return quietly(RunLog.Stream.OUT, command);
    }

    /** The same, the log's lines on one of the terminal's two streams. */
    public int quietly(RunLog.Stream stream, Function<Program, ExitCode> command) {
        Program program = load();
        RunLog log = RunLog.terminal(LogLevel.ERROR, program.zone(), stream);
        try {
            return command.apply(program).code();
        } finally {
            log.close();
        }
    }

    /** Secrets may stand in the environment alone; a file that is named has to be there. */
    private Path existing(Path file) {
        Path absolute = home().resolve(file);
        if (!Files.isRegularFile(absolute)) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot read the secrets " + ShownPath.of(absolute)
                            + ": there is no such file. Correct --secrets.");
        }
        return file;
    }

    /** Loads the program of these files. */
    public Program load() {
        return Program.load(
                home(),
                Options.<Path>value(config).orElse(CONFIG),
                Options.<Path>value(secrets).map(this::existing).orElse(SECRETS),
                System.getenv());
    }

    /** What these files tell where they do not load. */
    public UnreadHome unread() {
        return UnreadHome.of(home(), Options.<Path>value(secrets).orElse(SECRETS), System.getenv());
    }

    /**
     * The home folder, absolute.
     *
     * @throws IngestException (CONFIG) when there is no such folder
     */
    public Path home() {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot use the home folder " + ShownPath.of(folder)
                            + ": there is no such folder. Correct --home, or"
                            + " make a home there: ingest init DIR.");
        }
        return folder;
    }

    /** The same, whether it is there or not. */
    public Path folder() {
        return Options.<Path>value(home).orElse(Path.of("")).toAbsolutePath().normalize();
    }
}
