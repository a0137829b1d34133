package dev.ingest.source.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection of a pool, one transaction at a time. */
public abstract class JdbcSession implements AutoCloseable {
    private final ConnectionPool pool;
    private final Connection connection;
    private volatile @Nullable Statement running;
    private boolean cancelled;
    private boolean closed;

    /** A session on a connection of {@code pool}, which gets it back. */
    protected JdbcSession(ConnectionPool pool, Connection connection) {
        this.pool = pool;
        this.connection = connection;
    }

    /** One row of an answer. */
    @FunctionalInterface
    public interface Row<T> {
        /** Reads it. */
        T read(ResultSet row) throws SQLException;
    }

    /** The pool's connection. */
    protected final Connection connection() {
        return connection;
    }

    /** The statement that was executed last and may still run or have rows. */
    protected final Optional<Statement> running() {
        return Optional.ofNullable(running);
    }

    /** A statement that is about to be executed. */
    protected final <S extends Statement> S running(S statement) {
        running = statement;
        return statement;
    }

    /** Ends the transaction. */
    public final void rollback() throws SQLException {
        connection.rollback();
    }

    /** Executes a statement that has no answer. */
    public final void execute(String sql) throws SQLException {
        try (Statement statement = running(connection.createStatement())) {
            statement.execute(sql);
        }
    }

    /** All rows of a short answer. */
    public final <T> List<T> list(String sql, Row<T> reader, Object... parameters) throws SQLException {
        try (PreparedStatement statement = running(connection.prepareStatement(sql))) {
            for (int i = 0; i < parameters.length; i++) {
                bind(statement, i + 1, parameters[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet answer = statement.executeQuery()) {
                while (answer.next()) {
                    rows.add(reader.read(answer));
                }
            }
            return rows;
        }
    }

    /** The first row of a short answer. */
    public final <T> Optional<T> first(String sql, Row<T> reader, Object... parameters) throws SQLException {
        return list(sql, reader, parameters).stream().findFirst();
    }

    /** Binds a parameter. */
    protected void bind(PreparedStatement statement, int at, Object value) throws SQLException {
        statement.setObject(at, value);
    }

    /** Asks the server to end what it is doing for this session; called from another thread. */
    protected abstract void requestCancel() throws SQLException;

    /** Asks the server to end what it is doing for this session; from another thread. */
    final synchronized void cancel() throws SQLException {
        if (!closed) {
            cancelled = true;
            requestCancel();
        }
    }

    /** Closes the socket, whatever another thread is doing with it. */
    public final void abort() throws SQLException {
        pool.discard(connection);
    }

    /**
     * Ends the transaction and gives the connection back; not one on which a request to cancel was sent, which may arrive
     * late.
     */
    @Override
    public final synchronized void close() throws SQLException {
        closed = true;
        if (cancelled) {
            abort();
        } else {
            rollback();
            connection.close();
        }
    }
}
