package dev.ingest.source;

import dev.ingest.job.cursor.CursorType;

/**
 * The column that slices are cut along.
 *
 * @param name its name in the source
 * @param type how its values are compared and written
 */
public record KeyColumn(String name, CursorType type) {}
