package dev.ingest.source.rest.endpoint;

/** How records are written in a body. */
public enum BodyForm {
    JSON,
    /** One JSON value a line. */
    NDJSON,
    CSV
}
