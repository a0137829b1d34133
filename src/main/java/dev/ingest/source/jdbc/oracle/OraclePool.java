package dev.ingest.source.jdbc.oracle;

import dev.ingest.failure.IngestException;
import dev.ingest.source.jdbc.ConnectionHabits;
import dev.ingest.source.jdbc.ConnectionPool;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The connections to one Oracle database. */
final class OraclePool implements ConnectionHabits {
    private final JdbcTarget target;
    private final List<String> withoutEffect;
    private final ConnectionPool connections;

    /** @throws IngestException (CONFIG) naming a connection parameter that is unknown or has no such value */
    OraclePool(JdbcTarget target) {
        OracleProperties properties = OracleProperties.of(target);
        this.target = target;
        this.withoutEffect = properties.withoutEffect();
        this.connections =
                new ConnectionPool(target.database(), properties.dataSource(), target.connectTimeout(), this);
    }

    ConnectionPool connections() {
        return connections;
    }

    /** What people should know of these connections. */
    List<String> warnings() {
        return withoutEffect;
    }

    @Override
    public void greet(Connection connection) throws SQLException {
        OracleSession.pin(connection);
        connection.rollback();
    }

    /** Of what functions leave in a session, variables of packages above all. */
    @Override
    public void renew(Connection connection) throws SQLException {
        connection.rollback();
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN DBMS_SESSION.RESET_PACKAGE; END;");
        }
        greet(connection);
    }

    @Override
    public IngestException explain(Throwable failure) {
        return ConnectFailures.of(target, failure);
    }

    @Override
    public boolean isFinal(Throwable failure) {
        return ConnectFailures.isFinal(failure);
    }
}
