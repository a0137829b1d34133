package dev.ingest.config.row;

/**
 * A query that is read in the table's place.
 *
 * @param file as the cell names it
 * @param text one query, without a semicolon at its end
 */
public record RowQuery(String file, String text) {}
