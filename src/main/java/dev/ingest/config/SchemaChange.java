package dev.ingest.config;

/** What a job does when its table's columns are not what they were. */
public enum SchemaChange {
    /** Lands it as it is now. */
    EVOLVE,
    /** The same, but each column keeps the type that the lake stores, as long as its values fit. */
    KEEP,
    /** Fails. */
    FREEZE
}
