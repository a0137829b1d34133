package dev.ingest.config.notice;

/** How the log file is written. */
public enum LogFormat {
    /** Lines for people. */
    TEXT,
    /** A line of JSON a message. */
    JSON
}
