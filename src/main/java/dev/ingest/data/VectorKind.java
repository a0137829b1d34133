package dev.ingest.data;

/** The layouts a vector can have. */
public enum VectorKind {
    LONG,
    DOUBLE,
    WIDE,
    BYTES
}
