package dev.ingest.source.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ingest.failure.IngestException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one database, opened when they are first needed and kept from job to job: one, and one more for each
 * further slice that is read at the same time.
 */
public final class ConnectionPool implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 65;
    /** How often it is looked whether a connection failed or is no longer wanted. */
    private static final Duration LOOK = Duration.ofMillis(250);
    /** A server has few connections to give; jobs of other sources may take hours. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private static final Duration LIVELY = Duration.ofSeconds(5);
    /** Beyond the driver's own time-out, for an attempt that waits for others. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final String name;
    private final Duration connectTimeout;
    private final ConnectionHabits habits;
    private final DemandedConnections connections;
    /** The driver's own connections, which the pool wraps anew each time. */
    private final Set<Connection> used = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private @Nullable HikariDataSource pool;
    private volatile @Nullable IngestException refused;

    /**
     * @param name for the names of threads
     * @param driver makes connections
     * @param connectTimeout how long the driver waits for one
     */
    public ConnectionPool(String name, DataSource driver, Duration connectTimeout, ConnectionHabits habits) {
        this.name = name;
        this.connectTimeout = connectTimeout;
        this.habits = habits;
        this.connections = new DemandedConnections(driver);
    }

    /**
     * A connection with autocommit off, on which nothing has been done or nothing is left of it; closing it gives it back.
     * A login that was refused once is not tried again.
     *
     * @param cancelled whether it is no longer wanted
     */
    public Connection connect(BooleanSupplier cancelled) throws SQLException {
        IngestException before = refused;
        if (before != null) {
            throw again(before);
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
                    throw SqlCauses.cancelled();
                }
                if (System.nanoTime() > end) {
                    throw failed(new SQLException("no connection within connect_timeout", "08001"));
                }
            }
        }
    }

    /** Gives up a connection of which nobody knows what is left, whatever another thread is doing with it. */
    public void discard(Connection connection) throws SQLException {
        try {
            habits.sever(connection.unwrap(Connection.class));
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

    /** The failure of a job that would connect as one did that was refused. */
    private static IngestException again(IngestException refused) {
        return new IngestException(
                refused.kind(),
                refused.getMessage() + " It was not tried again after the first job, so that no account is locked.",
                refused);
    }

    /** A connection that is at hand within a moment. */
    private Optional<Connection> ready() throws SQLException {
        Connection connection;
        try {
            connection = pool().getConnection();
        } catch (SQLTransientConnectionException notYet) {
            return Optional.empty();
        }
        if (used.add(connection.unwrap(Connection.class))) {
            within(connectTimeout, connection, habits::greet);
            return Optional.of(connection);
        }
        if (isRenewed(connection)) {
            return Optional.of(connection);
        }
        discard(connection);
        return Optional.empty();
    }

    private boolean isRenewed(Connection connection) {
        try {
            within(LIVELY, connection, habits::renew);
            return true;
        } catch (SQLException unfit) {
            return false;
        }
    }

    private interface Habit {
        void follow(Connection connection) throws SQLException;
    }

    /** A server may stop answering as soon as it took a login. */
    private static void within(Duration patience, Connection connection, Habit habit) throws SQLException {
        int usual = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, (int) patience.toMillis());
        habit.follow(connection);
        connection.setNetworkTimeout(Runnable::run, usual);
    }

    private IngestException failed(Exception failure) {
        IngestException explained = habits.explain(failure);
        if (habits.isFinal(failure)) {
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
        configuration.setPoolName("ingest-" + name);
        configuration.setDataSource(connections);
        configuration.setAutoCommit(false);
        configuration.setMinimumIdle(0);
        configuration.setMaximumPoolSize(MOST_CONNECTIONS);
        configuration.setMaxLifetime(0);
        configuration.setIdleTimeout(KEPT.toMillis());
        configuration.setConnectionTimeout(LOOK.toMillis());
        // Within this time a server must answer the questions that the pool asks on a new connection.
        configuration.setValidationTimeout(LIVELY.toMillis());
        configuration.setInitializationFailTimeout(-1);
        return configuration;
    }
}
