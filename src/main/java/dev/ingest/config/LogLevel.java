package dev.ingest.config;

/** How much the log tells. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR
}
