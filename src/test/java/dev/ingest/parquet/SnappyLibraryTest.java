package dev.ingest.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

class SnappyLibraryTest {
    private final SnappyLibrary library = new SnappyLibrary();

    @BeforeEach
    void isThere() {
        assumeTrue(NativeCodecs.has(CompressionCodecName.SNAPPY), "no library of Snappy is loaded here");
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return noise;
    }

    /** Large and small in turn: neither what was larger before nor what stands around it is in a block. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 1 << 20, 9 << 20})
    void aBlockHoldsWhatWasGiven(int bytes) throws IOException {
        for (int size : new int[] {bytes, 17, bytes}) {
            byte[] page = noise(size + 5);
            byte[] packed = new byte[3 + library.maxCompressedLength(size)];
            int length = library.compress(page, 2, size, packed, 3, packed.length - 3);
            assertArrayEquals(
                    Arrays.copyOfRange(page, 2, 2 + size),
                    Snappy.uncompress(Arrays.copyOfRange(packed, 3, 3 + length)));
        }
    }

    @Test
    void nothingIsWrittenBeyondTheRoom() {
        byte[] page = noise(1000);
        assertThrows(IndexOutOfBoundsException.class, () -> library.compress(page, 0, 1000, new byte[500], 0, 500));
    }

    @Test
    void aPageBeyondWhatSnappyTakesIsRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> library.maxCompressedLength(Integer.MAX_VALUE));
        assertTrue(refused.getMessage().contains("2147483647 bytes"), refused.getMessage());
    }
}
