package dev.ingest.source.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A job's connections to one database, opened when they are first needed: one, and one more for each further slice. */
final class PostgresPool implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 65;
    /** The pool's own wait lies above the driver's time-out, so that the driver's reason is the one that is seen. */
    private static final long SLACK_MILLIS = 2_000;

    private final JdbcTarget target;
    private final Properties properties;
    private @Nullable HikariDataSource pool;

    PostgresPool(JdbcTarget target) {
        this.target = target;
        this.properties = PostgresProperties.of(target);
    }

    /** A connection with autocommit off; closing it gives it back. */
    Connection connect() {
        try {
            return pool().getConnection();
        } catch (SQLException | RuntimeException failure) {
            throw ConnectFailures.of(target, failure);
        }
    }

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
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
        configuration.setDataSource(driver());
        configuration.setAutoCommit(false);
        configuration.setMinimumIdle(0);
        configuration.setMaximumPoolSize(MOST_CONNECTIONS);
        configuration.setMaxLifetime(0);
        configuration.setIdleTimeout(0);
        configuration.setConnectionTimeout(target.connectTimeout().toMillis() + SLACK_MILLIS);
        configuration.setInitializationFailTimeout(1);
        return configuration;
    }

    private PGSimpleDataSource driver() {
        PGSimpleDataSource driver = new PGSimpleDataSource();
        driver.setServerNames(new String[] {target.host()});
        driver.setPortNumbers(new int[] {target.port()});
        driver.setDatabaseName(target.database());
        for (String name : properties.stringPropertyNames()) {
            set(driver, name, properties.getProperty(name));
        }
        return driver;
    }

    private void set(PGSimpleDataSource driver, String name, String value) {
        try {
            driver.setProperty(name, value);
        } catch (SQLException | RuntimeException refused) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    String.format(
                            Locale.ROOT,
                            "Cannot use the connection parameter %s of %s: the driver refuses its value. Correct it.",
                            name,
                            target.section()),
                    refused);
        }
    }
}
