package dev.ingest.source.jdbc;

import java.sql.SQLException;

/** Where the rows of a slice come from. */
public interface RowOrigin {

    /**
     * Fails when the rows are no longer wanted; asked before each batch, as a server may go on sending what it was asked to
     * end.
     */
    default void checkWanted() throws SQLException {}

    /** Fails when the rows, all of which were read, are not to be trusted. */
    void confirm() throws SQLException;

    /** All rows were read. */
    void complete();

    /** The rest is not wanted. */
    void abandon();
}
