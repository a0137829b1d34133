package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors that hold what no window reaches. */
class NumericCursorTest {
    @TempDir
    private Path home;

    private PostgresNight night;

    @BeforeEach
    void createTable() {
        night = new PostgresNight(home, TestPostgres.database());
        night.database.run(
                "CREATE TABLE t (n int, c numeric)",
                "INSERT INTO t VALUES (1, 1.5), (2, 'NaN'), (3, 'Infinity'), (4, '-Infinity'), (5, NULL), (6, 2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"decimal(38,9)", "text"})
    void nanAndInfinityAreCountedLikeNulls(String type) {
        night.settings.with("columns.c", type);
        night.incremental("t", "c").run();
        String said = "4 rows of crm.t hold no value in c that a window reaches (null, NaN or infinity) and never load"
                + " incrementally";
        assertEquals(List.of(said), night.warned("never load"));
        assertEquals(List.of("1", "6"), night.landed("t", "n"));
        night.database.run("INSERT INTO t VALUES (7, 'NaN'), (8, '-Infinity'), (9, 3)");
        night.run();
        assertEquals(List.of("1", "6", "9"), night.landed("t", "n"));
        assertEquals(List.of(said.replace("4 rows", "6 rows")), night.warned("never load"));
    }

    @Test
    void aTableOfNothingElseLandsNothing() {
        night.database.run("DELETE FROM t WHERE n IN (1, 6)");
        night.incremental("t", "c").run();
        assertEquals(1, night.warned("4 rows of crm.t hold no value in c").size(), night.heard.warnings::toString);
        assertEquals("", night.cell("t"));
        night.database.run("INSERT INTO t VALUES (7, -5)");
        night.run();
        assertEquals(List.of("7"), night.landed("t", "n"));
    }

    @Test
    void aTimeBeforeAllTimesIsCountedLikeNulls() {
        night.database.run(
                "CREATE TABLE s (n int, c timestamptz NOT NULL)",
                "INSERT INTO s VALUES (1, now() - interval '1 hour'), (2, '-infinity'), (3, 'infinity')");
        night.incremental("s", "c").run();
        assertEquals(List.of("1"), night.landed("s", "n"));
        assertEquals(
                1,
                night.warned("1 row of crm.s holds no value in c that a window reaches")
                        .size());
        assertEquals(
                1,
                night.warned("1 row of crm.s holds a value of c more than a day in the future")
                        .size());
    }

    /** As text it could be no watermark, and the plan would refuse it. */
    @Test
    void aTimeThatNoTypeHoldsIsNotAdvisedToBecomeText() {
        night.database.run(
                "CREATE TABLE b (n int, c timestamp NOT NULL)",
                "INSERT INTO b VALUES (1, now()::timestamp - interval '2 days'), (2, timestamp '0044-03-15 12:00 BC')");
        String failure = night.incremental("b", "c").failure();
        assertTrue(
                failure.endsWith(
                        ". Leave such rows out by the cell where (jobs!where), or choose another watermark_column."),
                failure);
    }
}
