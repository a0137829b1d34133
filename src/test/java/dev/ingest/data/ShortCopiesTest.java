package dev.ingest.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortCopiesTest {
    private static final int LONGEST = 40;

    /** Up to the arrays' very ends too, where a word would not fit. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void everyLengthIsCopiedAndNothingBesideIt(int margin) {
        Random random = new Random(margin);
        for (int length = 0; length <= LONGEST; length++) {
            byte[] source = new byte[length + 2 * margin];
            random.nextBytes(source);
            byte[] copied = new byte[length + 2 * margin];
            random.nextBytes(copied);
            byte[] expected = copied.clone();
            System.arraycopy(source, margin, expected, margin, length);
            ShortCopies.copy(source, margin, copied, margin, length);
            assertArrayEquals(expected, copied, length + " bytes");
        }
    }
}
