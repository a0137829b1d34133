package dev.ingest.engine.stage;

import java.util.Arrays;

/**
 * Numbers the distinct values of a partition column, 1 for the first; made for few values and many rows.
 *
 * <p>One kind of key a table: numbers, or byte strings.
 */
final class ValueIds {
    /** Distinct values that a table takes. */
    static final int MOST = 1000;

    private static final int SLOTS = 4096;

    private final long[] numbers = new long[SLOTS];
    private final byte[][] strings = new byte[SLOTS][];
    private final int[] ids = new int[SLOTS];
    private int size;

    int size() {
        return size;
    }

    /** The number of a value; {@code size()} grows when it is new, and is above {@link #MOST} when it does not fit. */
    int assign(long value) {
        int slot = slot(value * 0x9E3779B97F4A7C15L);
        while (ids[slot] != 0 && numbers[slot] != value) {
            slot = (slot + 1) % SLOTS;
        }
        if (ids[slot] == 0 && ++size <= MOST) {
            numbers[slot] = value;
            ids[slot] = size;
        }
        return ids[slot];
    }

    /** As {@link #assign(long)}, for the bytes {@code [start, end)}. */
    int assign(byte[] bytes, int start, int end) {
        long hash = (long) end - start;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + bytes[i];
        }
        int slot = slot(hash * 0x9E3779B97F4A7C15L);
        while (ids[slot] != 0 && !Arrays.equals(strings[slot], 0, strings[slot].length, bytes, start, end)) {
            slot = (slot + 1) % SLOTS;
        }
        if (ids[slot] == 0 && ++size <= MOST) {
            strings[slot] = Arrays.copyOfRange(bytes, start, end);
            ids[slot] = size;
        }
        return ids[slot];
    }

    private static int slot(long mixed) {
        return (int) (mixed >>> 52) % SLOTS;
    }
}
