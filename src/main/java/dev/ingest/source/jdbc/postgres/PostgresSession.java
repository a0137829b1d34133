package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.option.RowSecurity;
import dev.ingest.source.jdbc.ConnectionPool;
import dev.ingest.source.jdbc.JdbcSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * One connection, one transaction at a time. What shapes text is pinned in each transaction anew, as a connection pooler
 * may give each one another server process.
 */
final class PostgresSession extends JdbcSession {
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

    private final PGConnection driver;
    private final String pins;

    /** A session on a connection of {@code pool}, which gets it back. */
    PostgresSession(ConnectionPool pool, Connection connection, RowSecurity rowSecurity) throws SQLException {
        super(pool, connection);
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

    /** The columns of a query's result. */
    QueryColumns columns(String query) throws SQLException {
        try (PreparedStatement statement = connection().prepareStatement(query)) {
            return QueryColumns.of(statement.getMetaData());
        }
    }

    /** The process that serves the session, as far as no pooler stands between. */
    String pid() {
        return Integer.toString(driver.getBackendPID());
    }

    /** The server's major version. */
    int version() throws SQLException {
        return connection().getMetaData().getDatabaseMajorVersion();
    }

    /** Whether the database has no encoding, so that its texts may be any bytes. */
    boolean isWithoutEncoding() {
        return "SQL_ASCII".equals(driver.getParameterStatus("server_encoding"));
    }

    CopyOut copy(String query) throws SQLException {
        return driver.getCopyAPI().copyOut("COPY (" + query + "\n) TO STDOUT (FORMAT binary)");
    }

    @Override
    protected void requestCancel() throws SQLException {
        driver.cancelQuery();
    }

    @Override
    protected void bind(PreparedStatement statement, int at, Object value) throws SQLException {
        if (value instanceof List<?> texts) {
            statement.setArray(at, connection().createArrayOf("text", texts.toArray()));
        } else {
            super.bind(statement, at, value);
        }
    }
}
