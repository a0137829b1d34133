package dev.ingest.job.option;

/** What happens to a value that its type cannot hold: infinity, NaN in a decimal, a year or a digit out of range. */
public enum Unrepresentable {
    FAIL,
    NULL
}
