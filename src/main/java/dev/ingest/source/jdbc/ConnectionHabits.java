package dev.ingest.source.jdbc;

import dev.ingest.failure.IngestException;
import java.sql.Connection;
import java.sql.SQLException;

/** What a pool must know of one kind of database. */
public interface ConnectionHabits {

    /** Looks at a connection that nobody has used, and shapes it. */
    void greet(Connection connection) throws SQLException;

    /**
     * Makes a connection that others used as good as new, with autocommit off: users' conditions and views may call
     * functions that leave something in a session.
     *
     * @throws SQLException when it is broken, or cannot be made so
     */
    void renew(Connection connection) throws SQLException;

    /**
     * Closes what is under a connection of the driver's that is given up, where the driver's own abort would wait for what
     * another thread does with it.
     */
    default void sever(Connection connection) {}

    /** What an attempt to connect came to, and the way out. */
    IngestException explain(Throwable failure);

    /**
     * Whether the server, or what is known of it, refused this login for good: whoever connects in the same way again is
     * refused again, and a server may lock an account that is refused often.
     */
    boolean isFinal(Throwable failure);
}
