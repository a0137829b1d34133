package dev.ingest.data;

/** Whether a column may hold nulls, as its source declares it. */
public enum Nullability {
    NULLABLE,
    REQUIRED
}
