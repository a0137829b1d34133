package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.job.DatabaseKind;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.SourcePlans;
import dev.ingest.source.jdbc.TypeTableContract;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresTypeTableTest extends TypeTableContract {
    private TestPostgres database;
    private Connector connector;

    @BeforeAll
    void createTypes() {
        database = TestPostgres.database();
        database.run(
                "CREATE EXTENSION hstore",
                "CREATE EXTENSION citext",
                "CREATE EXTENSION ltree",
                "CREATE EXTENSION cube",
                "CREATE TYPE mood AS ENUM ('sad', 'ok', 'İyi')",
                "CREATE DOMAIN price AS numeric(12,3) CHECK (VALUE > 0)",
                "CREATE DOMAIN deep_price AS price",
                "CREATE DOMAIN moods AS mood[]",
                "CREATE TYPE point3 AS (x int, y numeric(5,1), \"the z\" text)",
                "CREATE TYPE float_range AS RANGE (subtype = float8)");
        connector = new PostgresConnector(database.target());
    }

    @AfterAll
    void closeConnector() {
        connector.close();
    }

    @Override
    protected String table() {
        return "/types/postgresql.tsv";
    }

    @Override
    protected Connector connector() {
        return connector;
    }

    @Override
    protected SourcePlans plans() {
        return new SourcePlans(DatabaseKind.POSTGRESQL, connector.rules());
    }

    @Override
    protected TableName create(String type, List<String> values) {
        database.run(
                "DROP TABLE IF EXISTS types",
                "CREATE TABLE types (n serial, c " + type + ")",
                values.stream()
                        .map(value -> "(" + value + "::" + type + ")")
                        .collect(Collectors.joining(", ", "INSERT INTO types (c) VALUES ", "")));
        return TableName.exact("types");
    }

    @Test
    void aLongTextLandsWhole() {
        create("text", List.of("repeat('x', 100000)"));
        assertEquals(List.of(List.of("1", "x".repeat(100_000))), TestPlans.rows(database, "types"));
    }
}
