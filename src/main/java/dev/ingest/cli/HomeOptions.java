package dev.ingest.cli;

import dev.ingest.config.LogLevel;
import dev.ingest.wiring.Program;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Where a run finds its files; every relative path hangs on the home folder. */
final class HomeOptions {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Folder that holds config, .dlt, logs and metadata (default: the working folder).")
    private Path home = Path.of("");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The workbook (default: config/ingestion_config.xlsx).")
    private Path config = Path.of("config", "ingestion_config.xlsx");

    @Option(
            names = "--secrets",
            paramLabel = "FILE",
            description = "The secrets (default: .dlt/secrets.toml; config.toml beside it is read too).")
    private Path secrets = Path.of(".dlt", "secrets.toml");

    /** Loads the program of these files and lets {@code command} ask it; errors alone are logged, to the terminal. */
    int quietly(Function<Program, ExitCode> command) {
        Program program = Program.load(home(), config, secrets, System.getenv());
        RunLog log = RunLog.terminal(LogLevel.ERROR, program.zone());
        try {
            return command.apply(program).code();
        } finally {
            log.close();
        }
    }

    /** The home folder, absolute. */
    Path home() {
        return home.toAbsolutePath().normalize();
    }

    Path config() {
        return config;
    }

    Path secrets() {
        return secrets;
    }
}
