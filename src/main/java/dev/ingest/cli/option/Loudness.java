package dev.ingest.cli.option;

import dev.ingest.config.LogLevel;
import picocli.CommandLine.Option;

/** How much the terminal tells; the log file goes by {@code log_level}. */
public final class Loudness {
    @Option(names = "--quiet", description = "Show warnings and errors alone on the terminal.")
    private boolean quiet;

    @Option(names = "--verbose", description = "Show debug lines on the terminal too.")
    private boolean verbose;

    /** Whether the terminal is to show nothing of what goes well. */
    public boolean isQuiet() {
        return quiet && !verbose;
    }

    /** The least important message that the terminal shows. */
    public LogLevel ofRun() {
        return level(LogLevel.INFO, LogLevel.WARNING);
    }

    /** The same for a dry run, whose report is no message. */
    public LogLevel ofDryRun() {
        return level(LogLevel.WARNING, LogLevel.ERROR);
    }

    private LogLevel level(LogLevel usual, LogLevel least) {
        return verbose ? LogLevel.DEBUG : quiet ? least : usual;
    }
}
