package dev.ingest.source.jdbc;

import dev.ingest.data.Vector;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads one column of a result by a typed getter, chosen once for all rows. */
@FunctionalInterface
public interface ColumnFiller {

    /**
     * Appends the value, or null, that column {@code at} holds in the row.
     *
     * @param at from 1
     */
    void fill(ResultSet row, int at, Vector vector) throws SQLException;
}
