package dev.ingest.job.option;

/** What happens to a time with more fractional digits than its landed type has. */
public enum TimestampExcess {
    FAIL,
    TRUNCATE
}
