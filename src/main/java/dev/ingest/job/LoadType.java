package dev.ingest.job;

/** How much a job reads. */
public enum LoadType {
    /** The whole table, as a snapshot. */
    FULL,
    /** The rows beyond the watermark. */
    INCREMENTAL
}
