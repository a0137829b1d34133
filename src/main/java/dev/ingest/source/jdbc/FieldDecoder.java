package dev.ingest.source.jdbc;

import dev.ingest.data.Vector;

/** Decodes one field of one column from PostgreSQL's binary format; chosen once a column. */
interface FieldDecoder {

    /** Appends the {@code length} bytes at {@code at}, or a null in place of a value that the column cannot hold. */
    void decode(byte[] wire, int at, int length, Vector vector);
}
