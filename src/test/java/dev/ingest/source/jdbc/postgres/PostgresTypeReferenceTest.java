package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published matrix is the code's, and a real server's catalogue agrees with its first column. */
class PostgresTypeReferenceTest {
    private static TestPostgres database;

    @BeforeAll
    static void createTypes() {
        database = TestPostgres.database();
        database.run(
                "CREATE EXTENSION hstore",
                "CREATE EXTENSION citext",
                "CREATE EXTENSION ltree",
                "CREATE EXTENSION cube",
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE DOMAIN age AS integer CHECK (VALUE > 0)",
                "CREATE DOMAIN old_age AS age",
                "CREATE TYPE point3 AS (x int, y numeric(5,1))",
                "CREATE TYPE float_range AS RANGE (subtype = float8)");
    }

    @Test
    void theMatrixInTheDocumentationIsTheCodes() throws IOException {
        String page = Files.readString(PostgresTypeReference.PAGE).replace("\r\n", "\n");
        assertEquals(PostgresTypeReference.markdown(), PostgresTypeReference.table(page));
    }

    @Test
    void theServerDescribesEachTypeAsTheMatrixDoes() {
        for (PostgresTypeReference.Row row : PostgresTypeReference.rows()) {
            for (String example : row.examples()) {
                SourceColumn described = described(example);
                assertEquals(row.column().baseType(), described.baseType(), example);
                assertEquals(row.column().precision(), described.precision(), example);
                assertEquals(row.column().scale(), described.scale(), example);
            }
        }
    }

    /** Whatever a plain server can store in a column stands in the matrix; what cannot be read back as text does not. */
    @Test
    void theMatrixKnowsEveryTypeOfThePlainServer() {
        Set<String> listed = PostgresTypeReference.rows().stream()
                .map(row -> row.column().baseType())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> plain = database.ask("SELECT typname FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace"
                + " AND typtype = 'b' AND typcategory <> 'A' AND typelem = 0"
                + " AND typname !~ '^(pg_(node|ndist|depend|mcv|brin|ddl|snap)|reg|gtsvector|aclitem|cid$|txid_|refcursor)'"
                + " ORDER BY 1");
        assertEquals(
                List.of(), plain.stream().filter(type -> !listed.contains(type)).toList());
    }

    private static SourceColumn described(String type) {
        database.run("DROP TABLE IF EXISTS typed", "CREATE TABLE typed (c " + type + ")");
        try (Source source = database.open()) {
            return source.describe(TestPlans.question("typed")).columns().get(0);
        }
    }
}
