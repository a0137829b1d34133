package dev.ingest.job;

/** Parquet compression. */
public enum Codec {
    SNAPPY,
    ZSTD,
    GZIP,
    LZ4_RAW,
    NONE
}
