package dev.ingest.source.jdbc.oracle;

import dev.ingest.job.DatabaseKind;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.secret.Secret;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.oracle.OracleContainer;

/**
 * A schema of an Oracle server for tests: the one that {@code ingest.oracle.url} names, {@code
 * jdbc:oracle:thin:user/password@//host:port/service}, whose tables are dropped; or of one in a container where there is
 * Docker. Elsewhere the tests are skipped.
 */
record TestOracle(String host, int port, String service, String user, String password) {
    private static final Pattern URL = Pattern.compile("jdbc:oracle:thin:([^/]+)/(.+)@//([^:/]+):(\\d+)/(.+)");
    private static Optional<TestOracle> server = Optional.empty();

    /** The schema, emptied; skips the test where there is no server. */
    static synchronized TestOracle schema() {
        if (server.isEmpty()) {
            server = found();
        }
        Assumptions.assumeTrue(server.isPresent(), "no Oracle: neither ingest.oracle.url nor Docker");
        TestOracle schema = server.get();
        schema.run("BEGIN FOR t IN (SELECT object_name, object_type FROM user_objects WHERE object_type IN ('TABLE',"
                + " 'VIEW')) LOOP EXECUTE IMMEDIATE 'DROP ' || t.object_type || ' \"' || t.object_name || '\"'; END LOOP;"
                + " END;");
        return schema;
    }

    private static Optional<TestOracle> found() {
        Matcher named = URL.matcher(System.getProperty("ingest.oracle.url", ""));
        if (named.matches()) {
            return Optional.of(new TestOracle(
                    named.group(3), Integer.parseInt(named.group(4)), named.group(5), named.group(1), named.group(2)));
        }
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        OracleContainer container = new OracleContainer("gvenzl/oracle-free:23-slim-faststart");
        container.start();
        return Optional.of(new TestOracle(
                container.getHost(),
                container.getOraclePort(),
                container.getDatabaseName(),
                container.getUsername(),
                container.getPassword()));
    }

    /** How the program reaches it. */
    JdbcTarget target() {
        return new JdbcTarget(
                "sources.test",
                DatabaseKind.ORACLE,
                host,
                port,
                service,
                new Login.Password(user, Optional.of(new Secret(password))),
                Map.of("service_name", service),
                Duration.ofSeconds(30),
                RowSecurity.FAIL);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:oracle:thin:@//" + host + ":" + port + "/" + service, user, password);
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

    boolean isEmpty(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            return !answer.next();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    void create(TestTable table) {
        List<String> columns = new ArrayList<>();
        for (TestTable.TestColumn column : table.columns()) {
            columns.add(OracleText.identifier(column.name()) + " " + type(column.kind()));
        }
        run("CREATE TABLE " + OracleText.identifier(table.name()) + " (" + String.join(", ", columns) + ")");
        insert(table);
    }

    void insert(TestTable more) {
        String marks = more.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO " + OracleText.identifier(more.name()) + " VALUES (" + marks + ")")) {
            for (List<Object> row : more.rows()) {
                for (int i = 0; i < row.size(); i++) {
                    insert.setObject(i + 1, row.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String type(TestTable.Kind kind) {
        return switch (kind) {
            case WHOLE -> "NUMBER(18)";
            case NUMBER -> "NUMBER";
            case TEXT -> "VARCHAR2(4000)";
            case TIMESTAMP -> "TIMESTAMP(6)";
        };
    }
}
