package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.RowSecurity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * One connection, one transaction at a time. What shapes text is pinned in each transaction anew, as a connection pooler
 * may give each one another server process.
 */
final class PostgresSession implements AutoCloseable {
    private static final String SNAPSHOT_READ = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
    /**
     * {@code transaction_timeout} is new in PostgreSQL 17. Money is stored in the smallest coin of {@code lc_monetary}:
     * where that coin is no hundredth, another locale would move the point.
     */
    private static final String PINS = String.join(
            "; ",
            "SET LOCAL TimeZone = 'UTC'",
            "SET LOCAL DateStyle = 'ISO, YMD'",
            "SET LOCAL IntervalStyle = 'postgres'",
            "SET LOCAL extra_float_digits = 3",
            "SET LOCAL bytea_output = 'hex'",
            "SET LOCAL standard_conforming_strings = on",
            "SET LOCAL statement_timeout = 0",
            "SET LOCAL idle_in_transaction_session_timeout = 0",
            "SELECT set_config('transaction_timeout', '0', true)"
                    + " WHERE current_setting('transaction_timeout', true) IS NOT NULL",
            "SELECT set_config('lc_monetary', 'C', true) WHERE pg_catalog.scale('0'::money::numeric) = 2");

    /** As pg_dump does: a query of which a policy would hide rows fails. */
    private static final String NO_HIDDEN_ROWS = "; SET LOCAL row_security = off";

    private static final String FILTERED = "; SET LOCAL row_security = on";

    private final PostgresPool pool;
    private final Connection connection;
    private final PGConnection driver;
    private final String pins;
    private boolean cancelled;
    private boolean closed;

    /** A session on a connection of {@code pool}, which gets it back. */
    PostgresSession(PostgresPool pool, Connection connection, RowSecurity rowSecurity) throws SQLException {
        this.pool = pool;
        this.connection = connection;
        this.driver = connection.unwrap(PGConnection.class);
        this.pins = PINS + (rowSecurity == RowSecurity.FILTER ? FILTERED : NO_HIDDEN_ROWS);
    }

    /** The settings whose values are this program's own. */
    static List<String> pinned() {
        return Pattern.compile("(?:SET LOCAL |set_config\\(')(\\w+)")
                .matcher(PINS + NO_HIDDEN_ROWS)
                .results()
                .map(setting -> setting.group(1))
                .toList();
    }

    /** One row of an answer. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Begins a transaction in which each statement sees what is committed by then. */
    void beginReadCommitted() throws SQLException {
        rollback();
        execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ ONLY");
        pin();
    }

    /** Begins a transaction in which everything is read as of its first question. */
    void beginSnapshot() throws SQLException {
        rollback();
        execute(SNAPSHOT_READ);
    }

    /** Begins a transaction in another session's snapshot, which lasts as long as that session's transaction. */
    void beginSnapshot(String exported) throws SQLException {
        beginSnapshot();
        execute("SET TRANSACTION SNAPSHOT " + PostgresText.text(exported));
        pin();
    }

    /** Pins all that shapes a value's text; it is the transaction's first question, so it takes the snapshot. */
    void pin() throws SQLException {
        execute(pins);
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    <T> List<T> list(String sql, Row<T> reader, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
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

    <T> Optional<T> first(String sql, Row<T> reader, Object... parameters) throws SQLException {
        return list(sql, reader, parameters).stream().findFirst();
    }

    /** The process that serves the session, as far as no pooler stands between. */
    String pid() {
        return Integer.toString(driver.getBackendPID());
    }

    /** The server's major version. */
    int version() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    /** Whether the database has no encoding, so that its texts may be any bytes. */
    boolean isWithoutEncoding() {
        return "SQL_ASCII".equals(driver.getParameterStatus("server_encoding"));
    }

    CopyOut copy(String query) throws SQLException {
        return driver.getCopyAPI().copyOut("COPY (" + query + "\n) TO STDOUT (FORMAT binary)");
    }

    /** Asks the server to end what it is doing for this session; from another thread. */
    synchronized void cancel() throws SQLException {
        if (!closed) {
            cancelled = true;
            driver.cancelQuery();
        }
    }

    /** Closes the socket, whatever another thread is doing with it. */
    void abort() throws SQLException {
        pool.discard(connection);
    }

    /**
     * Ends the transaction and gives the connection back; not one on which a request to cancel was sent, which may arrive
     * late.
     */
    @Override
    public synchronized void close() throws SQLException {
        closed = true;
        if (cancelled) {
            abort();
        } else {
            rollback();
            connection.close();
        }
    }

    private void bind(PreparedStatement statement, int at, Object value) throws SQLException {
        if (value instanceof List<?> texts) {
            statement.setArray(at, connection.createArrayOf("text", texts.toArray()));
        } else {
            statement.setObject(at, value);
        }
    }
}
