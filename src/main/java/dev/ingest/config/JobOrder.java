package dev.ingest.config;

/** In which order the jobs of a run begin. */
public enum JobOrder {
    /** As the rows stand in the sheet. */
    WORKBOOK,
    /** Those first that took the longest when they last succeeded, so that none is left over when the others have ended. */
    LONGEST_FIRST
}
