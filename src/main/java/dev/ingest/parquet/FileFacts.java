package dev.ingest.parquet;

/**
 * What is known of a finished file.
 *
 * @param rows its rows
 * @param bytes its size
 * @param sha256 of its content, lowercase hex
 */
public record FileFacts(long rows, long bytes, String sha256) {}
