package dev.ingest.job.option;

/** What becomes of a table of which the server's row-level security would show the reader some rows only. */
public enum RowSecurity {
    /** Its load fails. */
    FAIL,
    /** What can be seen lands: the policy is meant. */
    FILTER
}
