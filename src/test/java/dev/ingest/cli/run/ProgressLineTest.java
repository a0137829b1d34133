package dev.ingest.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.run.progress.JobPhase;
import dev.ingest.run.progress.JobSight;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
    private static final JobSight READING =
            sight("pg.orders", JobPhase.READING, Optional.empty(), OptionalLong.empty());

    private static JobSight sight(String name, JobPhase phase, Optional<String> awaited, OptionalLong expected) {
        long rows = phase == JobPhase.CONNECTING ? 0 : 1_240_000;
        return new JobSight(
                2,
                6,
                name,
                phase,
                awaited,
                rows,
                41_000_000,
                expected,
                rows,
                Duration.ofSeconds(4),
                Duration.ofSeconds(4));
    }

    @Test
    void tellsNumberNameRowsRateBytesAndTime() {
        assertEquals("2 of 6  pg.orders  1,240,000 rows  310,000 rows/s  41 MB  0:04", ProgressLine.of(READING));
    }

    @Test
    void percentAndTimeLeftStandWhereTheSourceEstimatesItsRows() {
        assertEquals(
                "2 of 6  pg.orders  1,240,000 rows  310,000 rows/s  41 MB  50%  0:04 left  0:04",
                ProgressLine.of(sight("pg.orders", JobPhase.READING, Optional.empty(), OptionalLong.of(2_480_000))));
        assertEquals(
                "2 of 6  pg.orders  1,240,000 rows  310,000 rows/s  41 MB  99%  0:04",
                ProgressLine.of(sight("pg.orders", JobPhase.READING, Optional.empty(), OptionalLong.of(1_000_000))));
    }

    @Test
    void thePhaseStandsInPlaceOfRows() {
        assertEquals(
                "2 of 6  pg.orders  connecting  0:04",
                ProgressLine.of(sight("pg.orders", JobPhase.CONNECTING, Optional.empty(), OptionalLong.empty())));
        assertEquals(
                "2 of 6  pg.orders  publishing  1,240,000 rows  41 MB  0:04",
                ProgressLine.of(sight("pg.orders", JobPhase.PUBLISHING, Optional.empty(), OptionalLong.empty())));
        assertEquals(
                "2 of 6  pg.orders  waits for a lock that process 17 holds  0:04",
                ProgressLine.of(sight(
                        "pg.orders",
                        JobPhase.CONNECTING,
                        Optional.of("a lock that process 17 holds"),
                        OptionalLong.empty())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            75 | 2 of 6  pg.orders  1,240,000 rows  310,000 rows/s  50%  0:04 left  0:04
            70 | 2 of 6  pg.orders  1,240,000 rows  50%  0:04 left  0:04
            50 | 2 of 6  pg.orders  1,240,000 rows  50%  0:04
            40 | 2 of 6  pg.orders  1,240,000 rows  50%
            34 | 2 of 6  pg.orders  1,240,000 rows
            25 | pg.orders  1,240,000 rows
            22 | pg....  1,240,000 rows
            20 | pg.orders
            """)
    void whatMattersLeastIsLeftOutFirst(int columns, String line) {
        JobSight job = sight("pg.orders", JobPhase.READING, Optional.empty(), OptionalLong.of(2_480_000));
        assertEquals(line, ProgressLine.of(job, columns));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20, 72, 120, 200})
    void noLineIsLongerThanItsRoom(int columns) {
        for (JobPhase phase : JobPhase.values()) {
            for (Optional<String> awaited : List.of(Optional.<String>empty(), Optional.of("x".repeat(300)))) {
                String line = ProgressLine.of(sight("s".repeat(250), phase, awaited, OptionalLong.of(5)), columns);
                assertTrue(line.length() <= columns && !line.isBlank(), line);
            }
        }
    }
}
