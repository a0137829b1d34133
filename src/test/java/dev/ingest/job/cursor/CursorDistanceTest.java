package dev.ingest.job.cursor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CursorDistanceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DATE          | 1                   | 2024-03-01                          | 2024-02-29
            TIMESTAMP     | 7200000000000       | 2026-03-29 02:30:00.000001          | 2026-03-29 00:30:00.000001
            TIMESTAMP     | 86400000000000      | 2026-01-01 00:00:00                 | 2025-12-31 00:00:00
            TIMESTAMP_UTC | 500000              | 2026-01-01 00:00:00+00:00           | 2025-12-31 23:59:59.9995+00:00
            INTEGER       | 10                  | 5                                   | -5
            INTEGER       | 1                   | 100000000000000000000               | 99999999999999999999
            DECIMAL       | 0.5                 | 47.10                               | 46.60
            ROWVERSION    | 2                   | 0x00000000000007D1                  | 0x00000000000007CF
            """)
    void goesDownAndUpAgain(CursorType type, BigDecimal amount, String value, String before) {
        CursorDistance distance = new CursorDistance(type, amount);
        assertEquals(before, distance.before(value));
        assertEquals(0, CursorText.compare(type, value, distance.after(before)));
        assertTrue(CursorText.compare(type, before, value) < 0);
    }

    @Test
    void rowVersionsEndAtNothing() {
        assertEquals(
                "0x0000000000000000",
                new CursorDistance(CursorType.ROWVERSION, BigDecimal.TEN).before("0x0000000000000002"));
        assertEquals(
                "0xFFFFFFFFFFFFFFFF",
                new CursorDistance(CursorType.ROWVERSION, BigDecimal.TEN).after("0xFFFFFFFFFFFFFFFD"));
    }

    @Test
    void textHasNoDistanceAndNoStretchIsEmpty() {
        assertThrows(IllegalArgumentException.class, () -> new CursorDistance(CursorType.TEXT, BigDecimal.ONE));
        assertThrows(IllegalArgumentException.class, () -> new CursorDistance(CursorType.INTEGER, BigDecimal.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, 9, 10",
        "DECIMAL, 9.5, 10.25",
        "DATE, 2025-12-31, 2026-01-01",
        "TIMESTAMP, 2026-01-01 00:00:00, 2026-01-01 00:00:00.000001",
        "TIMESTAMP_UTC, 2026-01-01 00:00:00.5+00:00, 2026-01-01 00:00:01+00:00",
        "TEXT, Z, a",
        "TEXT, z, ä",
        "ROWVERSION, 0x00000000000007D1, 0x00000000000007E0",
    })
    void valuesCompareAsTheSourceHasThem(CursorType type, String less, String more) {
        assertTrue(CursorText.compare(type, less, more) < 0);
        assertTrue(CursorText.compare(type, more, less) > 0);
        assertEquals(0, CursorText.compare(type, more, more));
    }
}
