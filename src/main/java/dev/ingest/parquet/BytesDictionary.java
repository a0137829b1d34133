package dev.ingest.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The distinct byte strings of a chunk, by open addressing; ids are given in the order of first appearance. */
final class BytesDictionary {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int FIRST_ENTRIES = 1 << 9;

    private final int limit;
    private byte[] arena = new byte[1 << 12];
    private int[] offsets = new int[FIRST_ENTRIES + 1];
    private int[] hashes = new int[FIRST_ENTRIES];
    /** Id plus one; 0 where free. */
    private int[] slots = new int[FIRST_ENTRIES << 1];

    private int size;

    /** A dictionary whose entries take at most {@code limit} bytes, a length of four bytes each included. */
    BytesDictionary(int limit) {
        this.limit = limit;
    }

    int size() {
        return size;
    }

    int bytes() {
        return offsets[size] + Integer.BYTES * size;
    }

    byte[] arena() {
        return arena;
    }

    int offset(int id) {
        return offsets[id];
    }

    int length(int id) {
        return offsets[id + 1] - offsets[id];
    }

    /** The id of a value, added when it is new; -1 when the dictionary is full. */
    int id(byte[] source, int from, int length) {
        int hash = hash(source, from, length);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int id = slots[slot] - 1;
            if (hashes[id] == hash && same(id, source, from, length)) {
                return id;
            }
            slot = (slot + 1) & mask;
        }
        return add(source, from, length, hash, slot);
    }

    /** Forgets the entries from {@code entriesKept} on. */
    void shrink(int entriesKept) {
        size = entriesKept;
        index(slots.length);
    }

    private boolean same(int id, byte[] source, int from, int length) {
        int start = offsets[id];
        return Arrays.equals(arena, start, offsets[id + 1], source, from, from + length);
    }

    private int add(byte[] source, int from, int length, int hash, int slot) {
        int end = offsets[size];
        if ((long) bytes() + length + Integer.BYTES > limit) {
            return -1;
        }
        if (end + length > arena.length) {
            arena = Arrays.copyOf(arena, Math.max(end + length, arena.length << 1));
        }
        System.arraycopy(source, from, arena, end, length);
        hashes[size] = hash;
        slots[slot] = ++size;
        offsets[size] = end + length;
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size << 1);
            offsets = Arrays.copyOf(offsets, (size << 1) + 1);
            index(slots.length << 1);
        }
        return size - 1;
    }

    private void index(int slotCount) {
        slots = new int[slotCount];
        int mask = slotCount - 1;
        for (int id = 0; id < size; id++) {
            int slot = hashes[id] & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = id + 1;
        }
    }

    private static int hash(byte[] source, int from, int length) {
        long hash = length * GOLDEN;
        int at = from;
        int end = from + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(source, at)) * GOLDEN;
            hash ^= hash >>> 32;
        }
        if (at + Integer.BYTES <= end) {
            hash = (hash ^ (int) INTS.get(source, at)) * GOLDEN;
            hash ^= hash >>> 32;
            at += Integer.BYTES;
        }
        for (; at < end; at++) {
            hash = (hash ^ source[at]) * GOLDEN;
        }
        return (int) (hash ^ hash >>> 29);
    }
}
