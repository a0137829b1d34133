package dev.ingest.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowHashesTest {
    private static final Comparator<RowHash> UNSIGNED = Comparator.<RowHash, Long>comparing(
                    RowHash::high, Long::compareUnsigned)
            .thenComparing(RowHash::low, Long::compareUnsigned);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 1_000, 100_000})
    void areSortedWhateverOrderTheyCameIn(int size) {
        Random random = new Random(size);
        List<RowHash> hashes = IntStream.range(0, size)
                .mapToObj(i -> new RowHash(random.nextLong(), random.nextInt(4)))
                .toList();
        assertSorted(hashes);
        assertSorted(hashes.stream().sorted(UNSIGNED).toList());
        assertSorted(hashes.stream().sorted(UNSIGNED.reversed()).toList());
    }

    @Test
    void manyThatAreTheSameTakeNoLonger() {
        List<RowHash> hashes = IntStream.range(0, 200_000)
                .mapToObj(i -> new RowHash(i % 3, -1))
                .toList();
        assertSorted(hashes);
    }

    @Test
    void findTheFirstOfEqualOnes() {
        RowHashes hashes = FewHashes.of(hash(-1), hash(2), hash(2), hash(7));
        assertEquals(0, hashes.firstNotBelow(0, 0));
        assertEquals(0, hashes.firstNotBelow(2, 2));
        assertEquals(2, hashes.firstNotBelow(2, 3));
        assertEquals(3, hashes.firstNotBelow(-1, -1));
    }

    @Test
    void standInTheFileAsTheyAre() {
        RowHashes hashes = FewHashes.of(hash(7), hash(2));
        assertEquals(2, ByteBuffer.wrap(hashes.bytes()).getLong());
        assertEquals(hashes, RowHashes.of(hashes.bytes().clone()));
        assertThrows(IllegalArgumentException.class, () -> RowHashes.of(new byte[17]));
    }

    private static void assertSorted(List<RowHash> hashes) {
        RowHashes sorted = FewHashes.of(hashes.toArray(RowHash[]::new));
        List<RowHash> expected = hashes.stream().sorted(UNSIGNED).toList();
        assertEquals(expected.size(), sorted.size());
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(
                    expected.get(i).high() == sorted.high(i) && expected.get(i).low() == sorted.low(i), "at " + i);
        }
    }

    private static RowHash hash(long value) {
        return new RowHash(value, value);
    }
}
