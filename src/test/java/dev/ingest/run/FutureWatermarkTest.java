package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.run.state.StateEdit;
import dev.ingest.run.state.StateEdit.Future;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A slip of one digit in a watermark: without a word no row would land for years. */
class FutureWatermarkTest {
    private static final String CASES = """
            at       | 2962-01-27 10:44:12+00:00 | 2962-01-27 10:44:12+00:00 lies in the future: the clock of its source shows
            naive    | 2962-01-27 10:44:12       | 2962-01-27 10:44:12 lies in the future: the clock of its source shows
            day      | 2962-01-27                | 2962-01-27 lies in the future: the clock of its source shows
            id       | 99                        | 99 lies above all values of id, the highest of which is 9: until there is
            amount   | 95                        | 95 lies above all values of amount, the highest of which is 9.50: until
            code     | z                         | z lies above all values of code, the highest of which is c9: until there
            """;

    @TempDir
    private Path home;

    private PostgresNight night;

    @BeforeEach
    void createTable() {
        night = new PostgresNight(home, TestPostgres.database());
        night.database.run("CREATE TABLE t AS SELECT i AS id, i + 0.50 AS amount, 'c' || i AS code,"
                + " current_date - 10 + i AS day, now()::timestamp - interval '1 hour' AS naive,"
                + " now() - interval '1 hour' AS at FROM generate_series(1, 9) i");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CASES)
    void whatIsTypedIntoTheCellIsSaidAtEveryRun(String cursor, String typed, String said) {
        night.incremental("t", cursor).run();
        night.edit("t", typed);
        for (int run = 0; run < 2; run++) {
            night.run();
            assertEquals(1, night.warned("The watermark of crm.t: " + said).size(), night.heard.warnings::toString);
            assertEquals(1, night.warned("correct the cell last_watermark").size());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CASES)
    void settingItIsRefusedUnlessForced(String cursor, String typed, String said) {
        night.incremental("t", cursor).run();
        String before = night.cell("t");
        String failure = assertThrows(IngestException.class, () -> set(typed, Future.REFUSED))
                .getMessage();
        assertTrue(failure.startsWith("Cannot set the watermark of crm.t: " + said), failure);
        assertTrue(failure.endsWith("Add --force to set it all the same."), failure);
        assertEquals(before, night.cell("t"));
        set(typed, Future.SET);
        assertEquals(typed, night.cell("t"));
    }

    @Test
    void beforeTheFirstLoadTheSourceIsAskedToo() {
        night.incremental("t", "id");
        assertThrows(IngestException.class, () -> set("99", Future.REFUSED));
        set("5", Future.REFUSED);
        night.run();
        assertEquals(List.of("5", "6", "7", "8", "9"), night.landed("t", "id"));
    }

    @Test
    void aSourceThatCannotBeAskedSaysHowToSetItAllTheSame() {
        night.incremental("t", "id").run();
        night.database.run("DROP TABLE t");
        String failure = assertThrows(IngestException.class, () -> set("5", Future.REFUSED))
                .getMessage();
        assertTrue(failure.endsWith("Add --force to set it without asking."), failure);
        set("5", Future.SET);
        assertEquals("5", night.cell("t"));
    }

    @Test
    void whatIsReadEveryNightIsNoFuture() {
        night.incremental("t", "id").run();
        night.run();
        night.edit("t", "9");
        night.run();
        assertEquals(List.of(), night.warned("watermark of"));
    }

    private void set(String value, Future future) {
        assertTrue(new StateEdit(night.parts()).set("crm.t", value, future).isPresent());
    }
}
