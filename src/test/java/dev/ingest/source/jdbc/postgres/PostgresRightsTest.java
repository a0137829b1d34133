package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Extraction;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.Source;
import dev.ingest.source.SourceQuestion;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A missing right is named with whom to ask, and for what. */
class PostgresRightsTest {
    private static TestPostgres database;

    @BeforeAll
    static void createTables() {
        database = TestPostgres.database();
        database.run(
                "CREATE ROLE visitor LOGIN",
                "CREATE ROLE host",
                "CREATE TABLE base (id int, name text, secret text)",
                "CREATE TABLE closed (id int)",
                "CREATE VIEW hosted AS SELECT * FROM base",
                "ALTER VIEW hosted OWNER TO host",
                "CREATE VIEW nested AS SELECT * FROM hosted",
                "CREATE VIEW invoking WITH (security_invoker = on) AS SELECT * FROM base",
                "CREATE FUNCTION kept() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'",
                "REVOKE EXECUTE ON FUNCTION kept() FROM PUBLIC",
                "CREATE VIEW calling AS SELECT kept() AS k",
                "CREATE TABLE part_granted (id int, name text, secret text)",
                "GRANT SELECT (id, name) ON part_granted TO visitor",
                "CREATE SCHEMA shut",
                "CREATE TABLE shut.inside (id int)",
                "GRANT SELECT ON shut.inside, hosted, nested, invoking, calling TO visitor");
    }

    @AfterAll
    static void dropRoles() {
        database.run("DROP OWNED BY visitor, host CASCADE", "DROP ROLE visitor, host");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "closed|permission denied for table closed. Ask the owner for GRANT SELECT ON closed TO visitor",
                "shut.inside|permission denied for schema shut. Ask the owner for GRANT SELECT ON shut.inside TO visitor (and"
                        + " GRANT USAGE on its schema)",
                "hosted|permission denied for table base. The view reads base as host: ask the owner for GRANT SELECT ON base"
                        + " TO host.",
                "nested|permission denied for table base. The view reads base as host: ask the owner for GRANT SELECT ON base"
                        + " TO host.",
                "invoking|permission denied for table base. The view reads base as visitor: ask the owner for GRANT SELECT ON"
                        + " base TO visitor.",
                "calling|permission denied for function kept. It lies behind the view",
                "part_granted|permission denied for table part_granted. visitor may read the columns id, name alone: name those"
                        + " you need in the cell columns. Ask the owner for GRANT SELECT"
            })
    void saysWhatToAskFor(String table, String sentence) {
        try (Connector way = new PostgresConnector(database.target("visitor", Optional.empty()));
                Source source = way.session()) {
            IngestException failure = assertThrows(IngestException.class, () -> {
                JobPlan plan = TestPlans.plan(source.describe(TestPlans.question(table)), TestPlans.options());
                TestPlans.rows(source, plan, Slice.WHOLE);
            });
            assertTrue(failure.getMessage().contains(sentence), failure.getMessage());
            assertEquals(FailureKind.READ, failure.kind());
        }
    }

    @Test
    void aRightThatAQueryMissesIsNamed() {
        SourceQuestion question = new SourceQuestion(
                new Extraction(TableName.parse("answer"), Optional.of("SELECT * FROM closed"), Optional.empty()),
                Optional.empty(),
                Duration.ofHours(1),
                Optional.empty());
        try (Connector way = new PostgresConnector(database.target("visitor", Optional.empty()));
                Source source = way.session()) {
            IngestException failure = assertThrows(IngestException.class, () -> source.describe(question));
            assertTrue(
                    failure.getMessage()
                            .endsWith("permission denied for table closed. The query reads it: ask its owner to grant"
                                    + " visitor the right."),
                    failure.getMessage());
        }
    }
}
