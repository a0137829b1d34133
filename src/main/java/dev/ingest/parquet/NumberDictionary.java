package dev.ingest.parquet;

import java.util.Arrays;

/** The distinct numbers of a chunk, by open addressing; ids are given in the order of first appearance. */
final class NumberDictionary {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int FIRST_SLOTS = 1 << 10;

    private final int limit;
    private long[] entries = new long[FIRST_SLOTS >> 1];
    /** Id plus one; 0 where free. */
    private int[] slots = new int[FIRST_SLOTS];

    private int size;

    /** A dictionary that never holds more than {@code limit} entries. */
    NumberDictionary(int limit) {
        this.limit = limit;
    }

    int size() {
        return size;
    }

    long entry(int id) {
        return entries[id];
    }

    /**
     * The ids of {@code count} values.
     *
     * @return false when the dictionary is full; it then is as it was before the call
     */
    boolean ids(long[] values, int count, int[] ids) {
        int before = size;
        for (int i = 0; i < count; i++) {
            int id = id(values[i]);
            if (id < 0) {
                shrink(before);
                return false;
            }
            ids[i] = id;
        }
        return true;
    }

    private int id(long value) {
        int mask = slots.length - 1;
        int slot = slot(value, mask);
        while (true) {
            int id = slots[slot] - 1;
            if (id < 0) {
                return add(value, slot);
            }
            if (entries[id] == value) {
                return id;
            }
            slot = (slot + 1) & mask;
        }
    }

    private int add(long value, int slot) {
        if (size == limit) {
            return -1;
        }
        entries[size] = value;
        slots[slot] = ++size;
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size << 1);
            index(slots.length << 1);
        }
        return size - 1;
    }

    private void shrink(int entriesKept) {
        size = entriesKept;
        index(slots.length);
    }

    private void index(int slotCount) {
        slots = new int[slotCount];
        int mask = slotCount - 1;
        for (int id = 0; id < size; id++) {
            int slot = slot(entries[id], mask);
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = id + 1;
        }
    }

    private static int slot(long value, int mask) {
        long hash = value * GOLDEN;
        return (int) ((hash ^ hash >>> 32) >>> 7) & mask;
    }
}
