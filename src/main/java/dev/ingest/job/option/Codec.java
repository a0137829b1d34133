package dev.ingest.job.option;

/** Parquet compression. */
public enum Codec {
    SNAPPY,
    ZSTD,
    GZIP,
    LZ4_RAW,
    NONE
}
