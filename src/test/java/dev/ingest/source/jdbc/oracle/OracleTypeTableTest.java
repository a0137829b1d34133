package dev.ingest.source.jdbc.oracle;

import dev.ingest.job.DatabaseKind;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.SourcePlans;
import dev.ingest.source.jdbc.TypeTableContract;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On a server, where there is one. */
class OracleTypeTableTest extends TypeTableContract {
    private TestOracle schema;
    private Connector connector;

    @BeforeAll
    void emptySchema() {
        schema = TestOracle.schema();
        connector = new OracleConnector(schema.target());
    }

    @AfterAll
    void closeConnector() {
        if (connector != null) {
            connector.close();
        }
    }

    @Override
    protected String table() {
        return "/types/oracle.tsv";
    }

    @Override
    protected Connector connector() {
        return connector;
    }

    @Override
    protected SourcePlans plans() {
        return new SourcePlans(DatabaseKind.ORACLE, connector.rules());
    }

    @Override
    protected TableName create(String type, List<String> values) {
        schema.run(
                "DROP TABLE IF EXISTS types",
                "CREATE TABLE types (n NUMBER GENERATED ALWAYS AS IDENTITY, c " + type + ")");
        schema.run(values.stream()
                .map(value -> "INSERT INTO types (c) VALUES (" + value + ")")
                .toArray(String[]::new));
        return TableName.parse("types");
    }
}
