package dev.ingest.source.jdbc.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ingest.failure.IngestException;
import dev.ingest.source.jdbc.DemandedConnections;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The connections to one database, opened when they are first needed and kept from job to job: one, and one more for each
 * further slice that is read at the same time.
 */
final class PostgresPool implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 65;
    /** How often it is looked whether a connection failed or is no longer wanted. */
    private static final Duration LOOK = Duration.ofMillis(250);
    /** A server has few connections to give; jobs of other sources may take hours. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private static final Duration LIVELY = Duration.ofSeconds(5);
    /** Beyond the driver's own time-out, for an attempt that waits for others. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final JdbcTarget target;
    private final PostgresProperties properties;
    private final Duration connectTimeout;
    private final DemandedConnections connections;
    private final Set<PGConnection> used = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private @Nullable HikariDataSource pool;
    private final AtomicBoolean looked = new AtomicBoolean();
    private volatile Optional<String> plain = Optional.empty();
    private volatile @Nullable IngestException refused;

    /** @throws IngestException (CONFIG) naming a connection parameter that is unknown or has no such value */
    PostgresPool(JdbcTarget target) {
        this.target = target;
        this.properties = PostgresProperties.of(target);
        this.connectTimeout = Duration.ofSeconds(properties.connectSeconds());
        this.connections = new DemandedConnections(properties.dataSource());
    }

    /** What of {@code target} comes to nothing; CONFIG for what is refused. */
    static List<String> check(JdbcTarget target) {
        PostgresProperties properties = PostgresProperties.of(target);
        properties.dataSource();
        return properties.withoutEffect();
    }

    /**
     * A connection with autocommit off, on which nothing has been done or nothing is left of it; closing it gives it back.
     * A login that was refused once is not tried again.
     *
     * @param cancelled whether it is no longer wanted
     */
    Connection connect(BooleanSupplier cancelled) throws SQLException {
        IngestException before = refused;
        if (before != null) {
            throw ConnectFailures.again(before);
        }
        long end = System.nanoTime() + connectTimeout.plus(SLACK).toNanos();
        try (DemandedConnections.Demand demand = connections.demand()) {
            while (true) {
                Optional<Connection> connection = ready();
                if (connection.isPresent()) {
                    return connection.get();
                }
                if (demand.failure().isPresent()) {
                    throw failed(demand.failure().get());
                }
                if (cancelled.getAsBoolean()) {
                    throw new SQLException("the source is cancelled", "57014");
                }
                if (System.nanoTime() > end) {
                    throw failed(new SQLException("no connection within connect_timeout", "08001"));
                }
            }
        }
    }

    /** What people should know of these connections. */
    List<String> warnings() {
        return Stream.concat(properties.withoutEffect().stream(), plain.stream())
                .toList();
    }

    /** Gives up a connection of which nobody knows what is left, whatever another thread is doing with it. */
    void discard(Connection connection) throws SQLException {
        try {
            connection.abort(Runnable::run);
        } finally {
            pool().evictConnection(connection);
        }
    }

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    /** A connection that is at hand within a moment. */
    private Optional<Connection> ready() throws SQLException {
        Connection connection;
        try {
            connection = pool().getConnection();
        } catch (SQLTransientConnectionException notYet) {
            return Optional.empty();
        }
        if (used.add(connection.unwrap(PGConnection.class))) {
            lookAtEncryption(connection);
            return Optional.of(connection);
        }
        if (isRenewed(connection)) {
            return Optional.of(connection);
        }
        discard(connection);
        return Optional.empty();
    }

    /**
     * Whether a connection that others used is alive and as good as new: users' conditions and views may call functions that
     * leave something in a session, advisory locks above all.
     */
    private static boolean isRenewed(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            int usual = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, (int) LIVELY.toMillis());
            connection.setAutoCommit(true);
            statement.execute("DISCARD ALL");
            connection.setAutoCommit(false);
            connection.setNetworkTimeout(Runnable::run, usual);
            return true;
        } catch (SQLException unfit) {
            return false;
        }
    }

    private void lookAtEncryption(Connection connection) throws SQLException {
        if (!looked.getAndSet(true)) {
            plain = new PostgresEncryption(target, properties.tlsMode()).warning(connection);
        }
    }

    private IngestException failed(Exception failure) {
        IngestException explained = ConnectFailures.of(target, connectTimeout, failure);
        if (ConnectFailures.isFinal(failure)) {
            refused = explained;
        }
        return explained;
    }

    private synchronized HikariDataSource pool() {
        if (pool == null) {
            pool = new HikariDataSource(configuration());
        }
        return pool;
    }

    private HikariConfig configuration() {
        HikariConfig configuration = new HikariConfig();
        configuration.setPoolName("ingest-" + target.database());
        configuration.setDataSource(connections);
        configuration.setAutoCommit(false);
        configuration.setMinimumIdle(0);
        configuration.setMaximumPoolSize(MOST_CONNECTIONS);
        configuration.setMaxLifetime(0);
        configuration.setIdleTimeout(KEPT.toMillis());
        configuration.setConnectionTimeout(LOOK.toMillis());
        configuration.setValidationTimeout(LOOK.toMillis());
        configuration.setInitializationFailTimeout(-1);
        return configuration;
    }
}
