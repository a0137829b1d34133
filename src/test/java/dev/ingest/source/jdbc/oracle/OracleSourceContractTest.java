package dev.ingest.source.jdbc.oracle;

import dev.ingest.job.DatabaseKind;
import dev.ingest.job.SourceType;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.SourceContract;
import dev.ingest.source.TestTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** On a server, where there is one. */
class OracleSourceContractTest extends SourceContract {
    private static TestOracle schema;

    @BeforeAll
    static void emptySchema() {
        schema = TestOracle.schema();
    }

    @Override
    protected SourceType type() {
        return DatabaseKind.ORACLE;
    }

    @Override
    protected Connector open() {
        return new OracleConnector(schema.target());
    }

    @Override
    protected Connector openToNobody() {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new OracleConnector(
                    OracleTargets.listening(closed.getLocalPort(), Map.of("service_name", "nobody")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    protected void create(TestTable table) {
        Assumptions.assumeFalse(table.name().contains("\""), "names of Oracle hold no double quote");
        schema.create(table);
    }

    @Override
    protected void insert(TestTable more) {
        schema.insert(more);
    }

    @Override
    protected void drop(TableName table) {
        schema.run("DROP TABLE " + OracleText.relation(table));
    }

    @Override
    protected String selectAll(TableName table) {
        return "SELECT * FROM " + OracleText.relation(table) + " -- all";
    }

    @Override
    protected TableName createEndless() {
        schema.run(
                "CREATE OR REPLACE VIEW \"endless\" AS SELECT CAST(ROWNUM AS NUMBER(18)) AS \"id\" FROM " + crossed());
        return TableName.exact("endless");
    }

    /** After seven rows the server counts, for years. */
    @Override
    protected TableName createHanging() {
        schema.create(TestTable.numbered("numbers", 1, 100));
        schema.run(
                "CREATE OR REPLACE VIEW \"hanging\" AS SELECT \"id\", CASE WHEN \"id\" > 7 THEN (SELECT COUNT(*) FROM "
                        + crossed() + " WHERE a.object_id <> \"id\") END AS \"hung\" FROM \"numbers\"");
        return TableName.exact("hanging");
    }

    private static String crossed() {
        return "all_objects a CROSS JOIN all_objects b CROSS JOIN all_objects c CROSS JOIN all_objects d";
    }

    @Override
    protected void awaitHang() {
        String running = "SELECT 1 FROM v$session WHERE status = 'ACTIVE' AND program = 'ingest'";
        while (schema.isEmpty(running)) {
            Thread.onSpinWait();
        }
    }
}
