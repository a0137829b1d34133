package dev.ingest.source.jdbc.sqlserver;

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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;

class SqlServerSourceContractTest extends SourceContract {
    /** More rows than anybody counts. */
    private static final String DIGITS = IntStream.range(0, 14)
            .mapToObj(i -> "(VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) t" + i + "(n)")
            .collect(Collectors.joining(" CROSS JOIN "));

    private static TestSqlServer database;

    @BeforeAll
    static void createDatabase() {
        database = TestSqlServer.database();
    }

    @Override
    protected SourceType type() {
        return DatabaseKind.MSSQL;
    }

    @Override
    protected Connector open() {
        return database.connector();
    }

    @Override
    protected Connector openToNobody() {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new SqlServerConnector(new JdbcTarget(
                    "sources.test",
                    DatabaseKind.MSSQL,
                    "127.0.0.1",
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
    protected String selectAll(TableName table) {
        return "SELECT * FROM " + SqlServerText.relation(table) + " -- all";
    }

    @Override
    protected boolean tellsCase() {
        return false;
    }

    /** Babelfish lacks a collation by which texts compare as in UTF-8, and folds the names of tables. */
    @Override
    protected void create(TestTable table) {
        if (table.name().equals("windows_TEXT") || table.name().matches("t (MiXed|Größe).*")) {
            database.needsSqlServer();
        }
        database.create(table);
    }

    @Override
    protected void insert(TestTable more) {
        database.insert(more);
    }

    @Override
    protected void drop(TableName table) {
        database.run("SET LOCK_TIMEOUT 2000", "DROP TABLE " + SqlServerText.relation(table));
    }

    @Override
    protected TableName createEndless() {
        database.run(
                "DROP VIEW IF EXISTS endless",
                "CREATE VIEW endless AS SELECT CAST(t0.n AS bigint) AS id FROM " + DIGITS);
        return TableName.exact("endless");
    }

    /** After seven rows the server computes, for years; Babelfish can sleep instead. */
    @Override
    protected TableName createHanging() {
        database.create(TestTable.numbered("numbers", 1, 100));
        String hang = database.isBabelfish()
                ? "CAST(pg_catalog.pg_sleep(600) AS varchar(10))"
                : "(SELECT CONVERT(varchar(20), COUNT_BIG(*)) FROM " + DIGITS + " WHERE t0.n <> id)";
        database.run("CREATE VIEW hanging AS SELECT id, CASE WHEN id > 7 THEN " + hang + " END AS hung FROM numbers");
        return TableName.exact("hanging");
    }

    @Override
    protected void awaitHang() {
        String query = database.isBabelfish()
                ? "SELECT pid FROM pg_catalog.pg_stat_activity WHERE state = 'active' AND query LIKE '%FROM _dbo_._hanging_%'"
                        + " AND query NOT LIKE '%pg_stat_activity%'"
                : "SELECT r.session_id FROM sys.dm_exec_requests r CROSS APPLY sys.dm_exec_sql_text(r.sql_handle) t"
                        + " WHERE t.text LIKE '%FROM _dbo_._hanging_%' AND r.session_id <> @@SPID AND r.cpu_time > 100";
        while (database.ask(query).isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
