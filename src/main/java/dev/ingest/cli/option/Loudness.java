package dev.ingest.cli.option;

import dev.ingest.config.LogLevel;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How much the terminal tells; the log file goes by {@code log_level}. */
public final class Loudness {
    private final OptionSpec quiet = Options.flag("--quiet", "Show warnings and errors alone on the terminal.");
    private final OptionSpec verbose = Options.flag("--verbose", "Show debug lines on the terminal too.");

    /** Adds the options to a command, which takes one of them. */
    public void addTo(CommandSpec command) {
        command.addArgGroup(ArgGroupSpec.builder().addArg(quiet).addArg(verbose).build());
    }

    /** Whether the terminal is to show nothing of what goes well. */
    public boolean isQuiet() {
        return Options.isSet(quiet);
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
        return Options.isSet(verbose) ? LogLevel.DEBUG : Options.isSet(quiet) ? least : usual;
    }
}
