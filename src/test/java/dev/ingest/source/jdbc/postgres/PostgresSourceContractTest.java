package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.DatabaseKind;
import dev.ingest.job.SourceType;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.source.Connector;
import dev.ingest.source.SourceContract;
import dev.ingest.source.TestTable;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;

class PostgresSourceContractTest extends SourceContract {
    private static TestPostgres database;

    @BeforeAll
    static void createDatabase() {
        database = TestPostgres.database();
    }

    @Override
    protected SourceType type() {
        return DatabaseKind.POSTGRESQL;
    }

    @Override
    protected Connector open() {
        return new PostgresConnector(database.target());
    }

    @Override
    protected Connector openToNobody() {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new PostgresConnector(new JdbcTarget(
                    "sources.test",
                    DatabaseKind.POSTGRESQL,
                    "localhost",
                    closed.getLocalPort(),
                    "nobody",
                    new Login.Password("reader", Optional.empty()),
                    Map.of(),
                    Duration.ofSeconds(1),
                    RowSecurity.FAIL));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    protected void create(TestTable table) {
        database.run("CREATE TABLE " + quoted(table.name()) + " "
                + table.columns().stream()
                        .map(column -> quoted(column.name()) + " " + type(column.kind()))
                        .collect(Collectors.joining(", ", "(", ")")));
        insert(table);
    }

    @Override
    protected String selectAll(TableName table) {
        return "SELECT * FROM " + quoted(table.table()) + " -- all";
    }

    private static String type(TestTable.Kind kind) {
        return switch (kind) {
            case WHOLE -> "bigint";
            case NUMBER -> "numeric";
            case TEXT -> "text";
            case TIMESTAMP -> "timestamp";
        };
    }

    @Override
    protected void insert(TestTable more) {
        String marks = String.join(", ", Collections.nCopies(more.columns().size(), "?"));
        try (Connection connection = database.connect();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO " + quoted(more.name()) + " VALUES (" + marks + ")")) {
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

    @Override
    protected void drop(TableName table) {
        database.run("SET lock_timeout = '2s'", "DROP TABLE " + quoted(table.table()));
    }

    @Override
    protected TableName createEndless() {
        database.run("CREATE OR REPLACE VIEW endless AS SELECT generate_series(1, 1000000000000) AS id");
        return TableName.exact("endless");
    }

    @Override
    protected TableName createHanging() {
        database.run(
                "CREATE VIEW hanging AS SELECT i AS id, pg_sleep(CASE WHEN i > 7 THEN 600 ELSE 0 END)::text AS slept"
                        + " FROM generate_series(1, 100) i");
        return TableName.exact("hanging");
    }

    @Override
    protected void awaitHang() {
        String query = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query LIKE 'COPY%hanging%'";
        while (database.ask(query).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
