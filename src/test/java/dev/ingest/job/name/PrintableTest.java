package dev.ingest.job.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in one line of a log, whatever a name holds. */
class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "10, \\n",
        "13, \\r",
        "9, \\t",
        "0, \\u0000",
        "27, \\u001b",
        "127, \\u007f",
        "133, \\u0085",
        "8232, \\u2028",
        "8233, \\u2029",
        "8234, \\u202a",
        "8238, \\u202e",
        "8294, \\u2066",
        "8297, \\u2069"
    })
    void whatBreaksOrTurnsALineIsWrittenAsACode(int character, String code) {
        assertEquals("a" + code + "b", Printable.of("a" + (char) character + "b"));
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 126, 160, 223, 0x2027, 0x202f, 0x2065, 0x206a, 0x65e5})
    void anythingElseStandsAsItIs(int character) {
        String text = "a" + (char) character + "b";
        assertEquals(text + "\\n", Printable.of(text + "\n"));
    }

    @Test
    void aTextWithNothingToWriteOtherwiseIsThatText() {
        String text = "sales.\"Order Details\"";
        assertSame(text, Printable.of(text));
    }
}
