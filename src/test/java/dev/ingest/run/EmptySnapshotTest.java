package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.JobRows;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A FULL load that finds no row where the last one found some. */
class EmptySnapshotTest {
    @TempDir
    private Path home;

    private PostgresNight night;

    @BeforeEach
    void loadOnce() {
        night = new PostgresNight(home, TestPostgres.database());
        night.database.run("CREATE TABLE t AS SELECT i AS n FROM generate_series(1, 3) i", "CREATE TABLE none (n int)");
        night.with("none", JobRows.full("none")).with("t", JobRows.full("t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "replace"})
    void isSaidOnceAndLands(String mode) {
        night.settings.with("full_mode", mode);
        night.run();
        assertEquals(List.of(), night.heard.warnings, "an empty table that is new");
        night.database.run("TRUNCATE t");
        night.run();
        assertEquals(1, night.warned("crm.t holds no row, and load ").size(), night.heard.warnings::toString);
        assertEquals(1, night.warned(" landed 3.").size(), night.heard.warnings::toString);
        assertEquals(1, night.heard.warnings.size(), "not of the table that never had a row");
        assertEquals(List.of(), night.landed("t", "n"));
        night.run();
        assertEquals(List.of(), night.heard.warnings, "the last load found none either");
    }

    @Test
    void failsTheJobWhereUsersWantItTo() {
        night.settings.with("on_empty", "fail");
        night.run();
        night.database.run("TRUNCATE t");
        String failure = night.failure();
        assertTrue(failure.startsWith("Cannot take crm.t for loaded: crm.t holds no row, and load "), failure);
        assertTrue(failure.endsWith("where it is meant to be empty, set on_empty = \"warn\"."), failure);
        assertEquals(List.of("1", "2", "3"), night.landed("t", "n"));
        night.database.run("INSERT INTO t VALUES (4)");
        night.run();
        assertEquals(List.of("4"), night.landed("t", "n"));
    }
}
