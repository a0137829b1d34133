package dev.ingest.config;

/** What a job does when its table's columns are not what they were. */
public enum SchemaChange {
    EVOLVE,
    FREEZE
}
