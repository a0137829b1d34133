package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.job.DatabaseKind;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.secret.Secret;
import dev.ingest.source.Connector;
import dev.ingest.source.TestTable;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Login;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mssqlserver.MSSQLServerContainer;

/**
 * A database of a SQL Server for tests: of the server that {@code ingest.mssql.url} names, a URL of the driver's with user
 * and password, or of one in a container where there is Docker. Elsewhere the tests are skipped.
 */
final class TestSqlServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static Optional<Map<String, String>> server = Optional.empty();

    private final Map<String, String> url;
    private final String database;
    private Optional<Boolean> babelfish = Optional.empty();

    private TestSqlServer(Map<String, String> url, String database) {
        this.url = url;
        this.database = database;
    }

    /** A new database; skips the test where there is no server. */
    static synchronized TestSqlServer database() {
        if (server.isEmpty()) {
            server = found();
        }
        Assumptions.assumeTrue(server.isPresent(), "no SQL Server: neither ingest.mssql.url nor Docker");
        String name = "ingest_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        TestSqlServer master = new TestSqlServer(server.get(), "master");
        master.run("CREATE DATABASE " + name);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> master.drop(name)));
        return new TestSqlServer(server.get(), name);
    }

    private static Optional<Map<String, String>> found() {
        String named = System.getProperty("ingest.mssql.url", "");
        if (!named.isEmpty()) {
            return Optional.of(parsed(named));
        }
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        if (windows || !DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        MSSQLServerContainer container =
                new MSSQLServerContainer("mcr.microsoft.com/mssql/server:2022-latest").acceptLicense();
        container.start();
        return Optional.of(Map.of(
                "host", container.getHost(),
                "port", Integer.toString(container.getMappedPort(MSSQLServerContainer.MS_SQL_SERVER_PORT)),
                "user", container.getUsername(),
                "password", container.getPassword(),
                "trustServerCertificate", "true"));
    }

    private static Map<String, String> parsed(String url) {
        String[] parts = url.replaceFirst("^jdbc:sqlserver://", "").split(";", -1);
        Map<String, String> read = Stream.of(parts)
                .skip(1)
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        String[] place = parts[0].split(":", 2);
        read.put("host", place[0]);
        read.put("port", place.length > 1 ? place[1] : "1433");
        return read;
    }

    /** How the program reaches it. */
    JdbcTarget target() {
        return target(Map.of());
    }

    JdbcTarget target(Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.putIfAbsent("TrustServerCertificate", "yes");
        return new JdbcTarget(
                "sources.test",
                DatabaseKind.MSSQL,
                url.get("host"),
                Integer.parseInt(url.get("port")),
                database,
                new Login.Password(url.get("user"), Optional.of(new Secret(url.get("password")))),
                all,
                Duration.ofSeconds(10),
                RowSecurity.FAIL);
    }

    Connector connector() {
        return new SqlServerConnector(target());
    }

    /** Whether the server is PostgreSQL with a face of SQL Server. */
    boolean isBabelfish() {
        if (babelfish.isEmpty()) {
            String asked = "SELECT CONVERT(varchar(10), SERVERPROPERTY('babelfish'))";
            babelfish = Optional.of(!ask(asked).isEmpty());
        }
        return babelfish.get();
    }

    /** Whether the server is of SQL Server's version of {@code year} or newer. */
    boolean isOfYear(int year) {
        int version = Integer.parseInt(ask("SELECT CONVERT(varchar(20), SERVERPROPERTY('ProductVersion'))")
                .get(0)
                .split("\\.", 2)[0]);
        return version >= (year == 2025 ? 17 : year == 2022 ? 16 : year == 2019 ? 15 : 14);
    }

    /** Skips a test of what only SQL Server itself has. */
    void needsSqlServer() {
        Assumptions.assumeFalse(isBabelfish(), "Babelfish has nothing of the kind");
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), password());
    }

    /** For the bare driver, without who reads. */
    String url() {
        return "jdbc:sqlserver://" + url.get("host") + ":" + url.get("port")
                + ";encrypt=true;trustServerCertificate=true;databaseName=" + database;
    }

    String user() {
        return url.get("user");
    }

    String password() {
        return url.get("password");
    }

    void run(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A database that a session still uses stays behind. */
    private void drop(String name) {
        try {
            run("DROP DATABASE " + name);
        } catch (IllegalStateException used) {
            // Tests that end a session do not wait until the server has ended it too.
        }
    }

    /** The first column of an answer, nulls left out. */
    List<String> ask(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (answer.next()) {
                Optional.ofNullable(answer.getString(1)).ifPresent(texts::add);
            }
            return texts;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Makes a table of its rows. */
    void create(TestTable table) {
        run("CREATE TABLE " + SqlServerText.identifier(table.name()) + " "
                + table.columns().stream()
                        .map(column -> SqlServerText.identifier(column.name()) + " " + type(column.kind()))
                        .collect(Collectors.joining(", ", "(", ")")));
        insert(table);
    }

    void insert(TestTable more) {
        String marks = String.join(", ", Collections.nCopies(more.columns().size(), "?"));
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO " + SqlServerText.identifier(more.name()) + " VALUES (" + marks + ")")) {
            connection.setAutoCommit(false);
            for (List<Object> row : more.rows()) {
                for (int i = 0; i < row.size(); i++) {
                    insert.setObject(i + 1, row.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String type(TestTable.Kind kind) {
        return switch (kind) {
            case WHOLE -> "bigint";
            case NUMBER -> "decimal(38,9)";
            case TEXT -> "nvarchar(max)";
            case TIMESTAMP -> "datetime2(6)";
        };
    }
}
