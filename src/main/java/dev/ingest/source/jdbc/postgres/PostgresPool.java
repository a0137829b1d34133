package dev.ingest.source.jdbc.postgres;

import dev.ingest.failure.IngestException;
import dev.ingest.source.jdbc.ConnectionHabits;
import dev.ingest.source.jdbc.ConnectionPool;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** The connections to one PostgreSQL, and what people should know of them. */
final class PostgresPool implements ConnectionHabits {
    private final JdbcTarget target;
    private final PostgresProperties properties;
    private final Duration connectTimeout;
    private final ConnectionPool connections;
    private final AtomicBoolean looked = new AtomicBoolean();
    private volatile Optional<String> plain = Optional.empty();

    /** @throws IngestException (CONFIG) naming a connection parameter that is unknown or has no such value */
    PostgresPool(JdbcTarget target) {
        this.target = target;
        this.properties = PostgresProperties.of(target);
        this.connectTimeout = Duration.ofSeconds(properties.connectSeconds());
        this.connections = new ConnectionPool(target.database(), properties.dataSource(), connectTimeout, this);
    }

    /** What of {@code target} comes to nothing; CONFIG for what is refused. */
    static List<String> check(JdbcTarget target) {
        PostgresProperties properties = PostgresProperties.of(target);
        properties.dataSource();
        return properties.withoutEffect();
    }

    ConnectionPool connections() {
        return connections;
    }

    /** What people should know of these connections. */
    List<String> warnings() {
        return Stream.concat(properties.withoutEffect().stream(), plain.stream())
                .toList();
    }

    @Override
    public void greet(Connection connection) throws SQLException {
        if (!looked.getAndSet(true)) {
            plain = new PostgresEncryption(target, properties.tlsMode()).warning(connection);
        }
    }

    /** Of what functions leave in a session, advisory locks above all. */
    @Override
    public void renew(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("DISCARD ALL");
            connection.setAutoCommit(false);
        }
    }

    @Override
    public IngestException explain(Throwable failure) {
        return ConnectFailures.of(target, connectTimeout, failure);
    }

    @Override
    public boolean isFinal(Throwable failure) {
        return ConnectFailures.isFinal(failure);
    }
}
