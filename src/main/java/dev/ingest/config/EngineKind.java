package dev.ingest.config;

/** Where the slices of a table are read and written. */
public enum EngineKind {
    /** In this process. */
    LOCAL,
    /** By the executors of the Spark application that this process is the driver of. */
    SPARK
}
