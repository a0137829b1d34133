package dev.ingest.parquet;

/**
 * What a finished file is.
 *
 * @param rows rows, as its footer says
 * @param bytes its size
 * @param sha256 of its content, lowercase hex
 */
public record FileFacts(long rows, long bytes, String sha256) {}
