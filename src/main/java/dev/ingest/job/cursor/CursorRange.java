package dev.ingest.job.cursor;

/**
 * The lowest and the highest cursor value of a file.
 *
 * @param low canonical text
 * @param high canonical text
 */
public record CursorRange(String low, String high) {}
