package dev.ingest.source.jdbc.oracle;

import dev.ingest.source.jdbc.ConnectionPool;
import dev.ingest.source.jdbc.JdbcSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import oracle.jdbc.OracleConnection;

/** One connection, one transaction at a time. */
final class OracleSession extends JdbcSession {
    /**
     * All that shapes a value's text or an order. The territory comes first, as it sets others; the driver takes the
     * session's language and zone from the machine that it runs on.
     */
    private static final List<String> PINS = List.of(
            "ALTER SESSION SET NLS_LANGUAGE = 'AMERICAN' NLS_TERRITORY = 'AMERICA'",
            "ALTER SESSION SET NLS_CALENDAR = 'GREGORIAN' NLS_NUMERIC_CHARACTERS = '.,' NLS_SORT = 'BINARY'"
                    + " NLS_COMP = 'BINARY' NLS_DATE_FORMAT = 'YYYY-MM-DD HH24:MI:SS'"
                    + " NLS_TIMESTAMP_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF'"
                    + " NLS_TIMESTAMP_TZ_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM'",
            "ALTER SESSION SET TIME_ZONE = '+00:00'");

    private final OracleConnection driver;
    private final String number;

    /** A session on a connection of {@code pool}, which gets it back. */
    OracleSession(ConnectionPool pool, Connection connection) throws SQLException {
        super(pool, connection);
        this.driver = connection.unwrap(OracleConnection.class);
        // While another thread reads, the driver would let nobody ask.
        this.number =
                driver.getServerSessionInfo("AUTH_SESSION_ID") + "," + driver.getServerSessionInfo("AUTH_SERIAL_NUM");
    }

    /** Pins all that shapes what is read. */
    static void pin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String pin : PINS) {
                statement.execute(pin);
            }
        }
    }

    /** Begins a transaction in which everything is read as of its beginning. */
    void beginSnapshot() throws SQLException {
        rollback();
        execute("SET TRANSACTION READ ONLY");
    }

    /** A query that is about to be executed, to be closed with its result. */
    PreparedStatement query(String sql) throws SQLException {
        return running(connection().prepareStatement(sql));
    }

    /** The query that was executed last and its result, all of which was read, are given up. */
    void endQuery() throws SQLException {
        Optional<Statement> last = running();
        if (last.isPresent()) {
            last.get().close();
        }
    }

    /** The session's number at the server, with the one that tells it from those before it. */
    String number() {
        return number;
    }

    /** The algorithm that the driver encrypts with by itself; empty for none. */
    String encryption() throws SQLException {
        String algorithm = driver.getEncryptionAlgorithmName();
        return algorithm == null ? "" : algorithm;
    }

    @Override
    protected void requestCancel() throws SQLException {
        driver.cancel();
    }
}
