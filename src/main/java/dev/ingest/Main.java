package dev.ingest;

import dev.ingest.cli.IngestCommand;

/** The entry point of {@code ingest.jar}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(IngestCommand.execute(arguments));
    }
}
