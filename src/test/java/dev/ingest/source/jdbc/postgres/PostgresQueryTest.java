package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Extraction;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Source;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's query in the table's place: its columns have the types that a table's would have. */
class PostgresQueryTest {
    private static TestPostgres database;

    @BeforeAll
    static void createTables() {
        database = TestPostgres.database();
        database.run(
                "CREATE TYPE mood AS ENUM ('sad', 'happy')",
                "CREATE TYPE pair AS (a int, b text)",
                "CREATE DOMAIN amount AS numeric(10,2)",
                "CREATE SCHEMA \"Odd Schema\"",
                "CREATE TYPE \"Odd Schema\".\"Odd Type\" AS ENUM ('x')",
                "CREATE TABLE typed (b bool, s smallserial, i serial, l bigserial, f real, d float8, n numeric,"
                        + " n2 numeric(10,2), n3 numeric(4,-2), n4 numeric(3,5), a amount, m money, c char(3),"
                        + " v varchar(20), v0 varchar, t text, day date, ts timestamp, ts0 timestamp(0), tz timestamptz(3),"
                        + " u uuid, j json, jb jsonb, x bytea, md mood, p pair, ia int[],"
                        + " r int4range, mr int4multirange, ip inet, o oid, nm name,"
                        + " od \"Odd Schema\".\"Odd Type\")",
                "CREATE TABLE hidden (id int)",
                "INSERT INTO typed (n2, ts) VALUES (1.25, '2026-01-27 10:44:12.5'), (2.50, NULL)");
    }

    @Test
    void aColumnOfAQueryHasTheTypeThatItHasInItsTable() {
        assertEquals(
                readable(describe(Extraction.of(TableName.parse("typed")))),
                readable(describe(query("SELECT * FROM typed"))));
    }

    /** A domain is told by its base. */
    private static List<String> readable(SourceDescription description) {
        return description.columns().stream()
                .map(column -> column.name() + " " + column.declaredType().replace("amount", "numeric(10,2)") + " "
                        + column.baseType() + " " + column.precision() + column.scale())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 1 AS one, 'a' AS letter -- the end | one integer, letter text",
                "WITH w AS (SELECT 2::bigint AS n) SELECT n FROM w | n bigint",
                "VALUES (1, now()) | column1 integer, column2 timestamp with time zone",
                "SELECT sum(n2) AS total, count(*) AS rows FROM typed | total numeric, rows bigint",
                "SELECT n2 * 1.5 AS more, ts::date AS day FROM typed ORDER BY 1 LIMIT 3 | more numeric, day date",
                "SELECT ' ) ; -- ' AS text /* ( */ | text text"
            })
    void anyQueryIsDescribed(String query, String columns) {
        List<String> described = describe(query(query)).columns().stream()
                .map(column -> column.name() + " " + column.declaredType())
                .toList();
        assertEquals(columns, String.join(", ", described));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELEC 1 | syntax error",
                "SELECT wrong FROM typed | column \"wrong\" does not exist",
                "SELECT * FROM no_such_table | relation \"no_such_table\" does not exist",
                "DELETE FROM typed RETURNING * | syntax error"
            })
    void aQueryThatTheServerRefusesIsTheUsersFault(String query, String why) {
        IngestException refusal = assertThrows(IngestException.class, () -> describe(query(query)));
        assertEquals(FailureKind.CONFIG, refusal.kind());
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
        assertTrue(
                refusal.getMessage().contains("Correct the cell where, the query, or the view"), refusal.getMessage());
    }

    private static Extraction query(String text) {
        return new Extraction(TableName.parse("Answer"), Optional.of(text), Optional.empty());
    }

    private static SourceDescription describe(Extraction extraction) {
        try (Source source = database.open()) {
            return source.describe(
                    new SourceQuestion(extraction, Optional.empty(), Duration.ofHours(1), Optional.empty()));
        }
    }
}
