package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that are read again are recognised by their values, whatever became of the table between two nights. */
class RecognisedRowsTest {
    private static final List<String> TEN = List.of("1", "10", "2", "3", "4", "5", "6", "7", "8", "9");

    @TempDir
    private Path home;

    private PostgresNight night;

    @BeforeEach
    void createTables() {
        night = new PostgresNight(home, TestPostgres.database());
        night.database.run(
                "CREATE TABLE t (n int, c bigint, price numeric(10,2), rate numeric, seen timestamptz, note text)");
        night.database.run("INSERT INTO t SELECT i, 100 + i, i + 0.25, i / 4.0, now(), 'n' || i"
                + " FROM generate_series(1, 10) i");
        night.settings.with("unbounded_number", "probe");
    }

    private static final String CHANGES = """
            ALTER TABLE t ADD COLUMN extra text DEFAULT 'all'
            ALTER TABLE t ALTER price TYPE numeric(12,4)
            ALTER TABLE t ALTER price TYPE numeric(30,12)
            ALTER TABLE t ALTER n TYPE bigint
            INSERT INTO t VALUES (11, 111, 1, 0.12345678901234567, now(), 'wider')
            ALTER TABLE t DROP COLUMN note; ALTER TABLE t ADD COLUMN note text; UPDATE t SET note = concat('n', n)
            ALTER TABLE t ADD COLUMN extra int DEFAULT 7, ALTER price TYPE numeric(12,4), ALTER n TYPE bigint
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CHANGES)
    void withALagNoRowLandsAgain(String change) {
        night.with("t", JobRows.incremental("t", "c").with(JobColumn.WATERMARK_LAG, "20"));
        landsNoRowAgain(change);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CHANGES)
    void atARepeatedCursorNoRowLandsAgain(String change) {
        night.database.run("UPDATE t SET c = 111");
        night.incremental("t", "c");
        landsNoRowAgain(change);
    }

    private void landsNoRowAgain(String change) {
        night.run();
        night.database.run(change);
        night.run();
        night.run();
        assertEquals(
                TEN,
                night.landed("t", "n").stream().filter(n -> !n.equals("11")).toList());
    }

    @Test
    void hashesOfAnOlderVersionAreUnderstood() {
        night.with("t", JobRows.incremental("t", "c").with(JobColumn.WATERMARK_LAG, "20"))
                .run();
        leaveHashesAlone();
        night.database.run("ALTER TABLE t ADD COLUMN extra text DEFAULT 'all', ALTER price TYPE numeric(12,4)");
        night.run();
        night.run();
        assertEquals(TEN, night.landed("t", "n"));
    }

    /** The hash file as it was before it told of columns: 16 bytes a row and nothing else. */
    private void leaveHashesAlone() {
        try (LandingStore lake = night.lake()) {
            String path = lake.list("crm/_ingest/hashes").stream()
                    .map(LandingFile::path)
                    .findFirst()
                    .orElseThrow();
            byte[] file = lake.read(path).orElseThrow();
            ByteBuffer lengths = ByteBuffer.wrap(file, 16, 8);
            byte[] bare = Arrays.copyOfRange(file, 24 + lengths.getInt(), file.length);
            assertEquals(16 * 10, bare.length);
            lake.delete(path);
            lake.createNew(path, bare);
        }
    }

    @Test
    void aColumnThatIsGoneFailsTheJobUntilItIsToldToLandRowsAgain() {
        night.with("t", JobRows.incremental("t", "c").with(JobColumn.WATERMARK_LAG, "5"))
                .run();
        night.database.run("ALTER TABLE t DROP COLUMN note");
        String failure = night.failure();
        assertTrue(
                failure.startsWith(
                        "Cannot tell which rows of crm.t landed before: they were recognised by what landed in"
                                + " note among others, and that is not read any more. Up to 6 rows from c = 105 on would land"
                                + " again. Put the column back, or set on_unrecognised = \"land\" in [sources.crm.tables.t]"),
                failure);
        assertEquals(TEN, night.landed("t", "n"));

        night.settings.with("on_unrecognised", "land");
        night.run();
        assertEquals(
                1,
                night.warned("6 rows from c = 105 on of crm.t may land again").size(),
                night.heard.warnings::toString);
        night.run();
        assertEquals(16, night.landed("t", "n").size());
    }

    @Test
    void aRowThatChangedIsAnotherVersionStill() {
        night.with("t", JobRows.incremental("t", "c").with(JobColumn.WATERMARK_LAG, "20"))
                .run();
        night.database.run(
                "ALTER TABLE t ALTER price TYPE numeric(12,4)",
                "UPDATE t SET price = price + 0.0001 WHERE n = 1",
                "UPDATE t SET price = 1 WHERE n = 2");
        night.run();
        assertEquals(12, night.landed("t", "n").size());
        night.database.run("ALTER TABLE t ADD COLUMN extra text", "INSERT INTO t (n, c) VALUES (11, 111)");
        night.run();
        night.database.run("UPDATE t SET extra = 'x' WHERE n = 3");
        night.run();
        assertEquals(14, night.landed("t", "n").size());
    }
}
