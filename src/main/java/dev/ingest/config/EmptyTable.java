package dev.ingest.config;

/** What a FULL load does when it finds no row where the last one found some. */
public enum EmptyTable {
    WARN,
    FAIL
}
