package dev.ingest;

import dev.ingest.spark.OwnClasses;

/** The entry point of {@code ingest.jar}. */
public final class Main {
    private static final String COMMAND = "dev.ingest.cli.IngestCommand";

    private Main() {}

    public static void main(String[] arguments) {
        System.exit((int) OwnClasses.call(COMMAND, "execute", String[].class, arguments));
    }
}
