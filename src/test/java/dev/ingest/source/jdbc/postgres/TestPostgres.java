package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.DatabaseKind;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.secret.Secret;
import dev.ingest.source.Connector;
import dev.ingest.source.Source;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Login;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A fresh database of the one real PostgreSQL that this JVM's tests share. The server starts with the first database and
 * ends with the JVM; databases are left to it.
 *
 * <p>The superuser is {@code postgres}, without a password on loopback.
 */
public final class TestPostgres {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String database;
    private @Nullable Connector connector;

    private TestPostgres(String database) {
        this.database = database;
    }

    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_prepared_transactions", "10")
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("wal_level", "logical")
                        .setServerConfig("fsync", "off")
                        .setLocaleConfig("locale", "C")
                        .setLocaleConfig("encoding", "UTF8")
                        .start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** A new, empty database. */
    public static TestPostgres database() {
        return created("");
    }

    /** A new, empty database that keeps texts in {@code encoding}. */
    public static TestPostgres encoded(String encoding) {
        return created(" ENCODING '" + encoding + "' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
    }

    private static TestPostgres created(String options) {
        String name = "test_" + NUMBER.incrementAndGet();
        new TestPostgres("postgres").run("CREATE DATABASE " + name + options);
        return new TestPostgres(name);
    }

    public String name() {
        return database;
    }

    public String host() {
        return "localhost";
    }

    public int port() {
        return Server.POSTGRES.getPort();
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + port() + "/" + database;
    }

    /** A connection of the superuser's, autocommit on. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        return DriverManager.getConnection(url(), properties);
    }

    /** Runs statements, each on its own; a failure fails the test. */
    public void run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    /** The first column of the answer, as text. */
    public List<String> ask(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (answer.next()) {
                values.add(answer.getString(1));
            }
            return values;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    /** Makes a login that no other test has: logins are the server's, and so are their names. */
    public String login() {
        String login = "login_of_" + name();
        run("CREATE ROLE " + login + " LOGIN");
        return login;
    }

    /** Makes a login that the server asks for its password. */
    public void demandPassword(String login, String password) {
        run("CREATE ROLE " + login + " LOGIN PASSWORD '" + password + "'");
        Path rules = Path.of(ask("SHOW hba_file").get(0));
        try {
            Files.writeString(rules, "host all " + login + " all scram-sha-256\n" + Files.readString(rules));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        run("SELECT pg_reload_conf()");
    }

    /** How {@link PostgresConnector} reaches the database as the superuser. */
    public JdbcTarget target() {
        return target("postgres", Optional.empty());
    }

    public JdbcTarget target(String user, Optional<Secret> password) {
        return new JdbcTarget(
                "sources.test",
                DatabaseKind.POSTGRESQL,
                host(),
                port(),
                database,
                new Login.Password(user, password),
                Map.of(),
                Duration.ofSeconds(10),
                RowSecurity.FAIL);
    }

    /** A job's session of the superuser's, by the way that all of this database's share. */
    public synchronized Source open() {
        if (connector == null) {
            connector = new PostgresConnector(target());
        }
        return connector.session();
    }
}
