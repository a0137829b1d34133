package dev.ingest.report.history;

/**
 * What a load left in the lake.
 *
 * @param files data files
 * @param bytes their size together
 */
public record Landed(int files, long bytes) {}
