package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.source.jdbc.ConnectionPool;
import dev.ingest.source.jdbc.JdbcSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** One connection, one transaction at a time. */
final class SqlServerSession extends JdbcSession {
    private volatile int number;

    SqlServerSession(ConnectionPool pool, Connection connection) {
        super(pool, connection);
    }

    /** Begins a transaction in which each statement sees what is committed by then. */
    void beginReadCommitted() throws SQLException {
        begin("READ COMMITTED");
    }

    /** Begins a transaction in which everything is read as of its first question. */
    void beginSnapshot() throws SQLException {
        begin("SNAPSHOT");
    }

    /** No prepared statement: what one sets lasts as long as itself. */
    private void begin(String isolation) throws SQLException {
        rollback();
        try (Statement statement = running(connection().createStatement());
                ResultSet answer = statement.executeQuery(
                        "SET TRANSACTION ISOLATION LEVEL " + isolation + "; SELECT CONVERT(int, @@SPID)")) {
            answer.next();
            number = answer.getInt(1);
        }
    }

    /** The session's number at the server; 0 before the first transaction. */
    int number() {
        return number;
    }

    /** The rows of a query, as they come. */
    ResultSet rows(String query) throws SQLException {
        Statement statement = running(connection().createStatement());
        statement.closeOnCompletion();
        return statement.executeQuery(query);
    }

    @Override
    protected void requestCancel() throws SQLException {
        Optional<Statement> statement = running();
        if (statement.isPresent()) {
            statement.get().cancel();
        }
    }
}
