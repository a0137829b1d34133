package dev.ingest.config;

/** What a job does with rows that may have landed and that it cannot recognise any more. */
public enum Unrecognised {
    FAIL,
    LAND
}
