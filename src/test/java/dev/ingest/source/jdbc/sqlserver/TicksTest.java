package dev.ingest.source.jdbc.sqlserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.job.cursor.CursorType;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
    private static String condition(Ticks ticks, String operator, String clock) {
        return ticks.condition("c", operator, LocalDateTime.parse(clock), CursorType.TIMESTAMP);
    }

    /** A datetime holds .000, .003 and .007; the conditions are those that hold for the values shown. */
    @ParameterizedTest
    @CsvSource({
        ">, 2026-01-27T10:00:00.003, >= 2026-01-27T10:00:00.007",
        ">=, 2026-01-27T10:00:00.003, >= 2026-01-27T10:00:00.003",
        "<, 2026-01-27T10:00:00.003, < 2026-01-27T10:00:00.003",
        "<=, 2026-01-27T10:00:00.003, < 2026-01-27T10:00:00.007",
        ">, 2026-01-27T10:00:00.0051, >= 2026-01-27T10:00:00.007",
        ">=, 2026-01-27T10:00:00.0051, >= 2026-01-27T10:00:00.007",
        "<, 2026-01-27T10:00:00.0051, < 2026-01-27T10:00:00.007",
        "<=, 2026-01-27T10:00:00.0051, < 2026-01-27T10:00:00.007",
        ">, 2026-01-27T10:00:00.997, >= 2026-01-27T10:00:01",
        ">, 0001-01-01T00:00:00, >= 1753-01-01T00:00:00",
        "<, 0001-01-01T00:00:00, < 1753-01-01T00:00:00"
    })
    void aDatetimeIsComparedWithWhatItCanHold(String operator, String clock, String expected) {
        String[] parts = expected.split(" ", -1);
        assertEquals(
                "c " + parts[0] + " CAST('" + parts[1] + "' AS datetime)",
                condition(Ticks.THREE_HUNDREDTHS, operator, clock));
    }

    @Test
    void aSmalldatetimeIsComparedByTheMinute() {
        assertEquals(
                "c >= CAST('2026-01-27T10:01:00' AS datetime)", condition(Ticks.MINUTES, ">", "2026-01-27T10:00:30"));
    }

    @Test
    void whatLandsInMicrosecondsIsToldApartInMicroseconds() {
        assertEquals(
                "c >= CAST('2026-01-27 10:00:00.000006' AS datetime2(7))",
                condition(Ticks.MICROSECONDS, ">", "2026-01-27T10:00:00.0000057"));
    }

    @Test
    void nothingLiesBehindTheLastYear() {
        assertEquals("1 = 0", condition(Ticks.MICROSECONDS, ">", "9999-12-31T23:59:59.999999"));
        assertEquals("c IS NOT NULL", condition(Ticks.MICROSECONDS, "<=", "9999-12-31T23:59:59.999999"));
    }
}
