package dev.ingest.job;

/** 128 bits that tell one row's content from another's. */
public record RowHash(long high, long low) {}
