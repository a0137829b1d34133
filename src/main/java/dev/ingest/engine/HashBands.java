package dev.ingest.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.TreeMap;

/** Hashes of rows by the band of the cursor that they lie in, so that what lies too far behind is forgotten at once. */
final class HashBands {
    private static final int FIRST = 16;

    private final TreeMap<Long, Band> bands = new TreeMap<>();
    private long lastNumber = Long.MIN_VALUE;
    private Band last = new Band();
    private int size;

    /** High and low halves in turn. */
    private static final class Band {
        private long[] halves = new long[2 * FIRST];
        private int used;

        void add(long high, long low) {
            if (used == halves.length) {
                halves = Arrays.copyOf(halves, halves.length + halves.length / 4 * 2);
            }
            halves[used++] = high;
            halves[used++] = low;
        }
    }

    int size() {
        return size;
    }

    void add(long number, long high, long low) {
        if (number != lastNumber) {
            last = bands.computeIfAbsent(number, fresh -> new Band());
            lastNumber = number;
        }
        last.add(high, low);
        size++;
    }

    void forgetBelow(long number) {
        var below = bands.headMap(number);
        if (!below.isEmpty()) {
            size -= below.values().stream().mapToInt(band -> band.used / 2).sum();
            below.clear();
            lastNumber = Long.MIN_VALUE;
        }
    }

    /** Writes all hashes, 16 bytes each. */
    void write(ByteBuffer into) {
        for (Band band : bands.values()) {
            for (int i = 0; i < band.used; i++) {
                into.putLong(band.halves[i]);
            }
        }
    }
}
