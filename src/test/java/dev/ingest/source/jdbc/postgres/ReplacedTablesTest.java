package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnBatch;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import dev.ingest.source.BatchReader;
import dev.ingest.source.Connector;
import dev.ingest.source.Source;
import dev.ingest.source.SourceDescription;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other sessions do to a table while it is read, and what a snapshot does not hide, never looks like an empty table. */
@Timeout(120)
class ReplacedTablesTest {
    private static final int ROWS = 3;
    private TestPostgres database;

    @BeforeEach
    void createTables() {
        database = TestPostgres.database();
        database.run(
                "CREATE TABLE base (id int, hidden int)",
                "INSERT INTO base VALUES (1, 1), (2, 2), (3, 3)",
                "CREATE VIEW direct AS SELECT id FROM base",
                "CREATE VIEW nested AS SELECT d.id FROM direct d LEFT JOIN direct e USING (id)",
                "CREATE MATERIALIZED VIEW stored AS SELECT id FROM base",
                "CREATE VIEW of_stored AS SELECT id FROM stored",
                "CREATE TABLE parted (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE parted_a PARTITION OF parted DEFAULT",
                "INSERT INTO parted SELECT id FROM base",
                "CREATE VIEW of_parted AS SELECT id FROM parted",
                "CREATE FUNCTION inlined() RETURNS SETOF int LANGUAGE sql STABLE AS 'SELECT id FROM base'",
                "CREATE VIEW of_inlined AS SELECT id FROM inlined() AS id",
                "CREATE FUNCTION opaque() RETURNS SETOF int LANGUAGE plpgsql STABLE AS"
                        + " 'BEGIN RETURN QUERY SELECT id FROM base; END'",
                "CREATE VIEW of_opaque AS SELECT id FROM opaque() AS id");
    }

    private static List<List<String>> rows(Source source, String table) {
        JobPlan plan = TestPlans.plan(source.describe(TestPlans.question(table)), TestPlans.options());
        return TestPlans.rows(source, plan, Slice.WHOLE);
    }

    /** The other session replaces the rows before the reader's snapshot, and commits while the reader waits for it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "base|TRUNCATE base|base",
                "direct|TRUNCATE base|base",
                "nested|TRUNCATE base|base",
                "of_inlined|TRUNCATE base|base",
                "parted|TRUNCATE parted_a|parted_a",
                "of_parted|TRUNCATE parted|parted",
                "of_parted|TRUNCATE parted_a|parted_a",
                "direct|ALTER TABLE base ALTER COLUMN hidden TYPE text USING hidden::text; DELETE FROM base|base",
            })
    void whoWaitsForAnotherToReplaceRowsReadsTheNewOnes(String table, String replacing, String inserted)
            throws SQLException {
        try (Source source = database.open()) {
            assertEquals(
                    ROWS + 1,
                    whileAnother(
                                    replacing + "; INSERT INTO " + inserted + " (id) SELECT generate_series(11, 14)",
                                    () -> rows(source, table))
                            .size());
        }
    }

    /** For a reader who may see some columns alone, whom the server lets lock nothing by name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRUNCATE base; INSERT INTO base SELECT i, i FROM generate_series(11, 14) i",
                "DROP TABLE base CASCADE; CREATE TABLE base (hidden int, id int);"
                        + " INSERT INTO base SELECT 0, i FROM generate_series(11, 14) i; GRANT SELECT (id) ON base TO narrow",
                "ALTER TABLE base RENAME TO older; CREATE TABLE base AS SELECT i AS id FROM generate_series(11, 14) i;"
                        + " GRANT SELECT (id) ON base TO narrow",
                "DELETE FROM base; INSERT INTO base SELECT 0, i FROM generate_series(11, 14) i;"
                        + " ALTER TABLE base RENAME id TO other; ALTER TABLE base RENAME hidden TO id;"
                        + " GRANT SELECT (id) ON base TO narrow"
            })
    void soDoesAReaderWithGrantsOfColumns(String replacing) throws SQLException {
        database.run("CREATE ROLE narrow LOGIN", "GRANT SELECT (id) ON base TO narrow");
        try (Connector way = new PostgresConnector(database.target("narrow", Optional.empty()));
                Source source = way.session()) {
            List<List<String>> read = whileAnother(replacing, () -> {
                SourceDescription all = source.describe(TestPlans.question("base"));
                SourceDescription visible = new SourceDescription(
                        all.table(),
                        all.columns().stream()
                                .filter(column -> column.name().equals("id"))
                                .toList(),
                        List.of(),
                        Set.of(),
                        List.of(),
                        all.snapshot());
                return TestPlans.rows(source, TestPlans.plan(visible, TestPlans.options()), Slice.WHOLE);
            });
            assertEquals(List.of(List.of("11"), List.of("12"), List.of("13"), List.of("14")), read);
        } finally {
            database.run("DROP OWNED BY narrow", "DROP ROLE narrow");
        }
    }

    private interface Reading {
        List<List<String>> read();
    }

    /** What is read by one who begins when another has done {@code statements} and not committed them yet. */
    private List<List<String>> whileAnother(String statements, Reading reading) throws SQLException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection another = database.connect();
                Statement statement = another.createStatement()) {
            another.setAutoCommit(false);
            statement.execute(statements);
            CompletableFuture<List<List<String>>> read = CompletableFuture.supplyAsync(reading::read, thread);
            while (database.ask("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                            + " AND datname = current_database()")
                    .isEmpty()) {
                assertTrue(!read.isDone(), "the reader does not wait");
            }
            another.commit();
            return read.join();
        } finally {
            thread.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "base|TRUNCATE base",
                "direct|TRUNCATE base",
                "direct|DROP TABLE base CASCADE",
                "direct|ALTER TABLE base RENAME TO older",
                "direct|ALTER TABLE base ADD COLUMN more int",
                "nested|TRUNCATE base",
                "nested|DROP VIEW direct CASCADE",
                "of_inlined|TRUNCATE base",
                "stored|REFRESH MATERIALIZED VIEW stored",
                "of_stored|DROP MATERIALIZED VIEW stored CASCADE",
                "of_parted|TRUNCATE parted_a",
                "of_parted|ALTER TABLE parted DETACH PARTITION parted_a",
            })
    void whatIsReadStaysAsItIsUntilTheLastRow(String table, String statement) {
        try (Source source = database.open()) {
            JobPlan plan = TestPlans.plan(source.describe(TestPlans.question(table)), TestPlans.options());
            IllegalStateException waits = assertThrows(
                    IllegalStateException.class, () -> database.run("SET lock_timeout = '50ms'", statement));
            assertTrue(waits.getMessage().contains("lock timeout"), waits.getMessage());
            assertEquals(ROWS, source.count(plan.reading()).orElseThrow());
            assertEquals(ROWS, TestPlans.rows(source, plan, Slice.WHOLE).size());
            source.release();
            database.run("SET lock_timeout = '10s'", statement);
        }
    }

    /** What such a function reads nobody knows before it is called. */
    @Test
    void aTableBehindAFunctionThatIsReplacedMeanwhileFailsTheLoad() {
        try (Source source = database.open()) {
            JobPlan plan = TestPlans.plan(source.describe(TestPlans.question("of_opaque")), TestPlans.options());
            database.run("BEGIN; TRUNCATE base; INSERT INTO base SELECT generate_series(11, 14); COMMIT");
            IngestException uncounted = assertThrows(IngestException.class, () -> source.count(plan.reading()));
            assertTrue(uncounted.getMessage().contains("replaced base"), uncounted.getMessage());
        }
        try (Source source = database.open()) {
            JobPlan plan = TestPlans.plan(source.describe(TestPlans.question("of_opaque")), TestPlans.options());
            database.run("BEGIN; TRUNCATE base; INSERT INTO base SELECT generate_series(11, 14); COMMIT");
            IngestException failure =
                    assertThrows(IngestException.class, () -> TestPlans.rows(source, plan, Slice.WHOLE));
            assertTrue(
                    failure.getMessage().contains("truncated, rewrote or replaced base")
                            && failure.getMessage().contains("Run the job again"),
                    failure.getMessage());
        }
        try (Source source = database.open()) {
            assertEquals(4, rows(source, "of_opaque").size());
        }
    }

    /** The server does not see that a second slice waits for one who waits for the first slice. */
    @Test
    void aSliceThatWouldWaitForItselfFailsTheLoad() throws SQLException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Source source = database.open()) {
            SourceDescription description = source.describe(TestPlans.question("base"));
            JobPlan plan = TestPlans.plan(description, TestPlans.options());
            try (BatchReader first = source.read(plan.reading(), Slice.WHOLE);
                    Connection another = database.connect();
                    Statement statement = another.createStatement()) {
                assertTrue(first.read(new ColumnBatch(plan.reading().schema(), 1), 1 << 20)
                        .isPresent());
                CompletableFuture<Void> truncate = CompletableFuture.runAsync(
                        () -> {
                            try {
                                statement.execute("TRUNCATE base");
                            } catch (SQLException failure) {
                                throw new IllegalStateException(failure);
                            }
                        },
                        thread);
                while (database.ask("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                + " AND datname = current_database()")
                        .isEmpty()) {
                    assertTrue(!truncate.isDone(), "TRUNCATE does not wait");
                }
                IngestException failure =
                        assertThrows(IngestException.class, () -> source.read(plan.reading(), Slice.WHOLE));
                assertTrue(failure.getMessage().contains("waits for it to TRUNCATE"), failure.getMessage());
                source.release();
                truncate.join();
            }
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void theSessionThatReadIsIdleOnceItIsReleased() {
        try (Source source = database.open()) {
            assertEquals(ROWS, rows(source, "direct").size());
            String transactions = "SELECT pid FROM pg_stat_activity WHERE application_name = 'ingest'"
                    + " AND datname = current_database() AND (xact_start IS NOT NULL OR backend_xmin IS NOT NULL)";
            assertEquals(1, database.ask(transactions).size());
            source.release();
            assertEquals(List.of(), database.ask(transactions));
        }
    }
}
