package dev.ingest.job;

/** How a job ended, as the audit says it. */
public enum JobStatus {
    SUCCESS,
    FAILED,
    INTERRUPTED
}
