package dev.ingest.parquet;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;

/** Distinct byte strings, found by open addressing on their hashes; kept as the dictionary page wants them. */
final class BytesDictionary implements Dictionary {
    private static final int SLOTS_AT_FIRST = 512;
    private static final int BYTES_AT_FIRST = 2048;

    /** Bytes before each value: four for its length, none where all have the same. */
    private final int prefix;

    private byte[] plain = new byte[BYTES_AT_FIRST];
    /** Where each value's bytes begin in {@code plain}, and as the last one where the next would. */
    private int[] starts;

    private int[] hashes;
    /** Number of a value plus one; 0 where free. At most half of them are taken. */
    private int[] slots;

    private int size;

    BytesDictionary(int prefix) {
        this.prefix = prefix;
        this.slots = new int[SLOTS_AT_FIRST];
        this.hashes = new int[SLOTS_AT_FIRST / 2];
        this.starts = new int[SLOTS_AT_FIRST / 2 + 1];
        starts[0] = prefix;
    }

    /**
     * Numbers the {@code count} values whose bytes lie in {@code arena} between the offsets from {@code from} on.
     *
     * @return false when the dictionary would exceed {@code maxBytes}; it then holds what was added so far
     */
    boolean number(byte[] arena, int[] offsets, int from, int count, int[] ids, int maxBytes) {
        for (int i = 0; i < count; i++) {
            int start = offsets[from + i];
            int end = offsets[from + i + 1];
            int id = find(arena, start, end, maxBytes);
            if (id < 0) {
                return false;
            }
            ids[i] = id;
        }
        return true;
    }

    private int find(byte[] arena, int start, int end, int maxBytes) {
        int hash = ByteStrings.hash(arena, start, end);
        int mask = slots.length - 1;
        int slot = hash & mask;
        int id = slots[slot] - 1;
        while (id >= 0) {
            if (hashes[id] == hash && holds(id, arena, start, end)) {
                return id;
            }
            slot = (slot + 1) & mask;
            id = slots[slot] - 1;
        }
        boolean fits = (long) plainBytes() + prefix + (end - start) <= maxBytes;
        return fits ? add(arena, start, end, hash, slot) : -1;
    }

    private boolean holds(int id, byte[] arena, int start, int end) {
        return ByteStrings.equal(plain, starts[id], end(id), arena, start, end);
    }

    private int add(byte[] arena, int start, int end, int hash, int slot) {
        int length = end - start;
        int at = starts[size];
        if (at + length + prefix > plain.length) {
            plain = Arrays.copyOf(plain, Math.max(at + length + prefix, plain.length * 2));
        }
        if (prefix > 0) {
            PageBuffer.INT.set(plain, at - prefix, length);
        }
        System.arraycopy(arena, start, plain, at, length);
        int id = size++;
        if (id == hashes.length) {
            grow();
            place(hash, id);
        } else {
            slots[slot] = id + 1;
        }
        hashes[id] = hash;
        starts[size] = at + length + prefix;
        return id;
    }

    private void grow() {
        int known = hashes.length;
        hashes = Arrays.copyOf(hashes, known * 2);
        starts = Arrays.copyOf(starts, known * 2 + 1);
        slots = new int[known * 4];
        for (int id = 0; id < known; id++) {
            place(hashes[id], id);
        }
    }

    private void place(int hash, int id) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = id + 1;
    }

    /** Where the values' bytes are; replaced as values are added. */
    byte[] arena() {
        return plain;
    }

    int start(int id) {
        return starts[id];
    }

    int end(int id) {
        return starts[id + 1] - prefix;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int plainBytes() {
        return starts[size] - prefix;
    }

    @Override
    public long heldBytes() {
        return plain.length + 4L * (starts.length + hashes.length + slots.length);
    }

    @Override
    public void seal(int newSize) {
        size = newSize;
        plain = Arrays.copyOf(plain, plainBytes());
        starts = Arrays.copyOf(starts, newSize + 1);
        hashes = new int[0];
        slots = new int[0];
    }

    @Override
    public DictionaryPage page() {
        return new DictionaryPage(BytesInput.from(plain, 0, plainBytes()), size, Encoding.PLAIN);
    }

    @Override
    public void clear() {
        size = 0;
        plain = new byte[BYTES_AT_FIRST];
        slots = new int[SLOTS_AT_FIRST];
        hashes = new int[SLOTS_AT_FIRST / 2];
        starts = new int[SLOTS_AT_FIRST / 2 + 1];
        starts[0] = prefix;
    }
}
