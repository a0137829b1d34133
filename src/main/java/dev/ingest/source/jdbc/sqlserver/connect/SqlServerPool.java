package dev.ingest.source.jdbc.sqlserver.connect;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.source.jdbc.ConnectionHabits;
import dev.ingest.source.jdbc.ConnectionPool;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The connections to one SQL Server. */
public final class SqlServerPool implements ConnectionHabits {
    /** SQL Server 2012. */
    private static final int OLDEST = 11;

    /**
     * What shapes values and conditions, so that neither the login's language nor the database's defaults do. Of two
     * sessions that lock each other out the server ends this one, which writes nothing.
     */
    private static final String PINS = String.join(
            "; ",
            "SET LANGUAGE us_english",
            "SET DATEFORMAT ymd",
            "SET TEXTSIZE 2147483647",
            "SET ROWCOUNT 0",
            "SET LOCK_TIMEOUT -1",
            "SET ANSI_NULLS ON",
            "SET ANSI_WARNINGS ON",
            "SET ARITHABORT ON",
            "SET DEADLOCK_PRIORITY LOW");

    private final JdbcTarget target;
    private final SqlServerProperties properties;
    private final SqlServerConnections driver;
    private final ConnectionPool connections;

    /** @throws IngestException (CONFIG) naming a connection parameter that is unknown or has no such value */
    public SqlServerPool(JdbcTarget target) {
        this.target = target;
        this.properties = SqlServerProperties.of(target);
        this.driver = new SqlServerConnections(properties);
        this.connections = new ConnectionPool(target.database(), driver, properties.loginTimeout(), this);
    }

    /** Connections on which nothing is left of what was done before. */
    public ConnectionPool connections() {
        return connections;
    }

    /** What people should know of these connections. */
    public List<String> warnings() {
        return properties.warnings();
    }

    @Override
    public void greet(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot read " + target.place() + ": it is version " + version
                            + " of SQL Server, and those before 2012 (11) are not read. Read a copy on a newer server.");
        }
        execute(connection, PINS);
    }

    /** Nothing that a query calls can leave something in a session: functions of users have no side effects. */
    @Override
    public void renew(Connection connection) throws SQLException {
        connection.rollback();
        execute(connection, PINS);
    }

    @Override
    public void sever(Connection connection) {
        driver.sever(connection);
    }

    @Override
    public IngestException explain(Throwable failure) {
        return new ConnectFailures(target, properties, () -> ServerCertificate.shown(properties)).explain(failure);
    }

    @Override
    public boolean isFinal(Throwable failure) {
        return ConnectFailures.isFinal(failure);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
