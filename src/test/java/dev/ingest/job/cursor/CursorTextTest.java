package dev.ingest.job.cursor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CursorTextTest {

    @ParameterizedTest
    @CsvSource({
        "DATE, 2026-01-27, 2026-01-27",
        "DATE, 2026-01-27 00:00:00, 2026-01-27",
        "TIMESTAMP, 2026-01-27, 2026-01-27 00:00:00",
        "TIMESTAMP, 2026-01-27 10:44, 2026-01-27 10:44:00",
        "TIMESTAMP, 2026-01-27T10:44:12.584, 2026-01-27 10:44:12.584",
        "TIMESTAMP, 2026-01-27 10:44:12.123456700, 2026-01-27 10:44:12.1234567",
        "TIMESTAMP_UTC, 2026-01-27 10:44:12.584+00:00, 2026-01-27 10:44:12.584+00:00",
        "TIMESTAMP_UTC, 2026-01-27 10:44:12.584, 2026-01-27 10:44:12.584+00:00",
        "TIMESTAMP_UTC, 2026-01-27T10:44:12Z, 2026-01-27 10:44:12+00:00",
        "TIMESTAMP_UTC, 2026-01-27 12:44:12+02:00, 2026-01-27 10:44:12+00:00",
        "TIMESTAMP_UTC, 2026-01-27 12:44:12+02, 2026-01-27 10:44:12+00:00",
        "INTEGER, 4711, 4711",
        "INTEGER, 4711.0, 4711",
        "INTEGER, -9223372036854775808, -9223372036854775808",
        "DECIMAL, 1E+3, 1000",
        "DECIMAL, 4711.50, 4711.50",
        "TEXT, abc, abc",
        "ROWVERSION, 0x7d1, 0x00000000000007D1"
    })
    void everyFormHasOneText(CursorType type, String text, String canonical) {
        assertEquals(canonical, CursorText.canonical(type, text));
        assertEquals(canonical, CursorText.canonical(type, canonical));
    }

    @ParameterizedTest
    @CsvSource({
        "DATE, yesterday",
        "DATE, 2026-01-27 10:00:00",
        "DATE, 2026-02-30",
        "TIMESTAMP, 27.01.2026",
        "TIMESTAMP, 2026-01-27 10:44:12+02:00",
        "TIMESTAMP_UTC, 2026-01-27 25:00:00",
        "INTEGER, 5.5",
        "INTEGER, many",
        "DECIMAL, NaN",
        "ROWVERSION, 7D1",
        "ROWVERSION, 0x00000000000007D1FF"
    })
    void anythingElseIsRefusedWithTheFormThatIsExpected(CursorType type, String text) {
        IllegalArgumentException fault =
                assertThrows(IllegalArgumentException.class, () -> CursorText.canonical(type, text));
        assertEquals(CursorText.expected(type), fault.getMessage());
    }
}
