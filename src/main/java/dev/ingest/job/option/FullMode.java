package dev.ingest.job.option;

/** What a load that starts from nothing replaces once it counts. */
public enum FullMode {
    /** What older loads left in the same day's folder; earlier days stay. */
    SNAPSHOT,
    /** Every earlier file of the table, as dlt's {@code replace}. */
    REPLACE
}
