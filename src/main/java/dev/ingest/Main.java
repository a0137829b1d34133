package dev.ingest;

import dev.ingest.spark.OwnClasses;

/** The entry point of {@code ingest.jar}. */
public final class Main {
    private static final String COMMAND = "dev.ingest.cli.IngestCommand";

    private Main() {}

    /** Returns after a success on Spark: YARN and Databricks take a process that exits by itself for one that failed. */
    public static void main(String[] arguments) {
        int code = (int) OwnClasses.call(COMMAND, "execute", String[].class, arguments);
        if (code != 0 || !OwnClasses.isSparkAround()) {
            System.exit(code);
        }
    }
}
