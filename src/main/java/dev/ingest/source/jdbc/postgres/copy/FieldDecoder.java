package dev.ingest.source.jdbc.postgres.copy;

import dev.ingest.data.Vector;

/**
 * Decodes the fields of one column from PostgreSQL's binary format; chosen once a column.
 *
 * <p>Each decoder has a loop of its own, though they look alike: with one for all the JVM would look for the right method at
 * every value.
 */
interface FieldDecoder {

    /**
     * Appends a value or a null for each of {@code rows} rows, and a null in place of a value that the column cannot hold.
     *
     * @param wire the rows as they were received
     * @param starts where the fields begin, a row after the other, each with its length
     */
    void decode(byte[] wire, int[] starts, int rows, Vector vector);
}
