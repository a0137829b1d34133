package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A watermark column without a zone, and writers whose clocks do not agree with the one that was read by. */
class ZonelessCursorTest {
    @TempDir
    private Path home;

    private PostgresNight night;

    @BeforeEach
    void createTables() {
        night = new PostgresNight(home, TestPostgres.database());
        night.database.run(
                "CREATE TABLE t (n int, c timestamp NOT NULL DEFAULT now())",
                "CREATE TABLE d (n int, c date NOT NULL DEFAULT current_date)");
    }

    private void zone(String name) {
        night.database.run("ALTER DATABASE " + night.database.name() + " SET TimeZone = '" + name + "'");
    }

    /** As a session does that stands in {@code zone}. */
    private void write(String zone, String insert) {
        night.database.run("SET TimeZone = '" + zone + "'; " + insert);
    }

    @Test
    void rowsWrittenAfterTheServersClockWentBackLand() {
        zone("Etc/GMT-2");
        write("Etc/GMT-2", "INSERT INTO t VALUES (1), (2)");
        night.incremental("t", "c").run();
        zone("Etc/GMT-1");
        write("Etc/GMT-1", "INSERT INTO t VALUES (3)");
        night.run();
        night.run();
        assertEquals(List.of("1", "2", "3"), night.landed("t", "n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Etc/GMT+12", "Pacific/Pago_Pago"})
    void rowsOfASessionInAnotherZoneLand(String behind) {
        zone("UTC");
        write("UTC", "INSERT INTO t VALUES (1)");
        night.incremental("t", "c").run();
        write(behind, "INSERT INTO t VALUES (2)");
        night.run();
        night.run();
        assertEquals(List.of("1", "2"), night.landed("t", "n"));
    }

    @Test
    void datesOfASessionWhereItIsStillYesterdayLand() {
        zone("Pacific/Kiritimati");
        night.database.run("INSERT INTO d SELECT i, (now() AT TIME ZONE 'Pacific/Kiritimati')::date - i"
                + " FROM generate_series(1, 5) i");
        night.incremental("d", "c").run();
        write("Etc/GMT+12", "INSERT INTO d VALUES (6)");
        night.run();
        night.run();
        assertEquals(List.of("1", "2", "3", "4", "5", "6"), night.landed("d", "n"));
    }

    @Test
    void allSuchJobsTogetherAreSpokenOfOnceAndWithTheWayOut() {
        night.database.run("CREATE TABLE u AS TABLE t");
        night.incremental("t", "c").incremental("u", "c").incremental("d", "c").run();
        List<String> said = night.warned("watermark_time_zone");
        assertEquals(1, said.size(), night.heard.warnings::toString);
        assertTrue(said.get(0).endsWith("Set watermark_time_zone where all writers keep one zone."), said::toString);
    }

    @Test
    void aZoneThatAPersonSetsIsTheWritersAndNothingIsReadAgain() {
        night.settings.with("watermark_time_zone", "Etc/GMT-2");
        write("Etc/GMT-2", "INSERT INTO t VALUES (1)");
        night.incremental("t", "c").run();
        String reached = night.cell("t");
        night.run();
        assertTrue(night.heard.windows.get(0).startsWith("seq > " + reached + " AND "), night.heard.windows::toString);
        assertEquals(List.of(), night.heard.warnings);
    }

    @Test
    void inAZoneWithClockChangesTheHourThatComesTwiceIsReadAgain() {
        night.settings.with("watermark_time_zone", "Europe/Berlin");
        write("Europe/Berlin", "INSERT INTO t VALUES (1)");
        night.incremental("t", "c").run();
        night.database.run("INSERT INTO t SELECT 2, c - interval '59 minutes' FROM t");
        night.run();
        night.run();
        assertEquals(List.of("1", "2"), night.landed("t", "n"));
        assertEquals(List.of(), night.heard.warnings);
    }

    @Test
    void aLagThatIsShorterThanClocksMayDifferIsSaid() {
        night.with("t", JobRows.incremental("t", "c").with(JobColumn.WATERMARK_LAG, "2h"))
                .run();
        assertEquals(
                1,
                night.warned("watermark_lag is shorter than clocks may differ").size(),
                night.heard.warnings::toString);
        night.with("t", JobRows.incremental("t", "c").with(JobColumn.WATERMARK_LAG, "2d"))
                .run();
        assertEquals(List.of(), night.heard.warnings);
    }

    @Test
    void whereNothingWasRememberedARunSaysWhatMayBeMissed() {
        write("UTC", "INSERT INTO t VALUES (1)");
        night.settings.with("watermark_time_zone", "UTC");
        night.incremental("t", "c").run();
        night.settings.with("watermark_time_zone", "Europe/Berlin");
        write("UTC", "INSERT INTO t VALUES (2)");
        night.run();
        assertEquals(
                1, night.warned("which rows landed there was not remembered").size(), night.heard.warnings::toString);
        night.run();
        assertEquals(List.of(), night.warned("not remembered"));
        assertEquals(List.of("1", "2"), night.landed("t", "n"));
    }
}
