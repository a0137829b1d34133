package dev.ingest.source.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pool's connections, one for each demand. HikariCP on its own repeats what failed in the background, as long as
 * somebody waits: a refused login often enough to lock the account.
 */
public final class DemandedConnections implements DataSource {
    private final DataSource driver;
    private final Queue<Demand> demands = new ArrayDeque<>();

    public DemandedConnections(DataSource driver) {
        this.driver = driver;
    }

    /** Somebody's wish for a connection; it ends when a connection was found, made or refused. */
    public final class Demand implements AutoCloseable {
        private volatile @Nullable Exception failure;

        /** What the driver said when it could not connect; absent as long as it may still do so. */
        public Optional<Exception> failure() {
            return Optional.ofNullable(failure);
        }

        @Override
        public void close() {
            synchronized (demands) {
                demands.remove(this);
            }
        }
    }

    /** Allows one attempt to connect. */
    public Demand demand() {
        Demand demand = new Demand();
        synchronized (demands) {
            demands.add(demand);
        }
        return demand;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Demand demand = next();
        try {
            return driver.getConnection();
        } catch (SQLException | RuntimeException refused) {
            demand.failure = refused;
            throw refused;
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the login is the target's");
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("nothing is logged by java.util.logging");
    }

    /** Seconds that the pool waits for an attempt under way when it is closed. */
    @Override
    public int getLoginTimeout() {
        return 1;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The pool sets its own, short waiting; an attempt has the time that the target gives it.
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // Nothing is written.
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("nothing is wrapped");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    private Demand next() throws SQLException {
        synchronized (demands) {
            Demand demand = demands.poll();
            if (demand == null) {
                throw new SQLException("nobody asks for another connection");
            }
            return demand;
        }
    }
}
