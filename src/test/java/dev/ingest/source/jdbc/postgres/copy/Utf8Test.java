package dev.ingest.source.jdbc.postgres.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Judged by Java's own decoder. */
class Utf8Test {

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void assertJudgedAlike(byte[] bytes) {
        assertEquals(
                isText(bytes),
                Utf8.fault(bytes, 0, bytes.length) < 0,
                () -> HexFormat.of().formatHex(bytes));
    }

    @Test
    void everyStartOfACharacterWithEverySecondByteIsJudgedAlike() {
        byte[] tails = {'a', (byte) 0x80, (byte) 0xbf, (byte) 0xc0};
        for (int first = 0x80; first < 0x100; first++) {
            for (int second = 0; second < 0x100; second++) {
                assertJudgedAlike(new byte[] {(byte) first, (byte) second});
                for (byte third : tails) {
                    assertJudgedAlike(new byte[] {(byte) first, (byte) second, third});
                    for (byte fourth : tails) {
                        assertJudgedAlike(new byte[] {(byte) first, (byte) second, third, fourth});
                    }
                }
            }
        }
    }

    @Test
    void textsOfAllPlanesAreTextUntilAByteOfThemIsChanged() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            String text = random.ints(random.nextInt(40), 0, 0x11_0000)
                    .filter(character -> character < 0xd800 || character > 0xdfff)
                    .map(character -> random.nextInt(4) == 0 ? character : character & 0x7f)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertEquals(-1, Utf8.fault(bytes, 0, bytes.length), text);
            assertEquals(text.codePoints().allMatch(c -> c < 0x80), Utf8.isAscii(bytes, 0, bytes.length), text);
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                assertJudgedAlike(bytes);
            }
        }
    }

    @Test
    void aByteBeyondAsciiIsSeenWhereverItStands() {
        for (int length = 1; length < 70; length++) {
            for (int at = 0; at < length; at++) {
                byte[] bytes = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
                assertEquals(true, Utf8.isAscii(bytes, 0, length));
                bytes[at] = (byte) 0x80;
                assertEquals(false, Utf8.isAscii(bytes, 0, length), at + " of " + length);
                assertEquals(true, Utf8.isAscii(bytes, at + 1, length));
                assertEquals(true, Utf8.isAscii(bytes, 0, at));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"61e962,1", "e282,0", "616263ff,3", "c3a9c3,2", "eda080,0", "f4908080,0", "c080,0"})
    void theFirstByteThatIsNoneOfACharacterIsFound(String hex, int at) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertEquals(at, Utf8.fault(bytes, 0, bytes.length));
    }
}
