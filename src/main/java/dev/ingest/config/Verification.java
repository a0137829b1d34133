package dev.ingest.config;

/** What a load's row count is held against: the files' footers, or the source's own count as well. */
public enum Verification {
    FOOTER,
    COUNT
}
