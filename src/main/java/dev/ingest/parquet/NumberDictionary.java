package dev.ingest.parquet;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;

/** Distinct numbers of 4 or 8 bytes, found by open addressing. */
final class NumberDictionary implements Dictionary {
    private static final int SLOTS_AT_FIRST = 512;

    private final int width;
    private long[] values = new long[SLOTS_AT_FIRST / 2];
    /** Number of a value plus one; 0 where free. At most half of them are taken. */
    private int[] slots = new int[SLOTS_AT_FIRST];

    private int size;

    NumberDictionary(int width) {
        this.width = width;
    }

    /**
     * Numbers {@code count} values from {@code from} on into {@code ids}.
     *
     * @return false when the dictionary would exceed {@code maxBytes}; it then holds what was added so far
     */
    boolean number(long[] source, int from, int count, int[] ids, int maxBytes) {
        int maxSize = maxBytes / width;
        long[] known = values;
        int[] table = slots;
        for (int i = 0; i < count; i++) {
            long value = source[from + i];
            int mask = table.length - 1;
            int slot = slot(value, mask);
            int id = table[slot] - 1;
            while (id >= 0 && known[id] != value) {
                slot = (slot + 1) & mask;
                id = table[slot] - 1;
            }
            if (id < 0) {
                if (size >= maxSize) {
                    return false;
                }
                id = add(value, slot);
                known = values;
                table = slots;
            }
            ids[i] = id;
        }
        return true;
    }

    private static int slot(long value, int mask) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        return (int) ((mixed >>> 32) ^ (mixed >>> 52)) & mask;
    }

    private int add(long value, int slot) {
        int id = size++;
        if (id == values.length) {
            grow();
            place(value, id);
        } else {
            slots[slot] = id + 1;
        }
        values[id] = value;
        return id;
    }

    private void grow() {
        values = Arrays.copyOf(values, values.length * 2);
        slots = new int[values.length * 2];
        for (int id = 0; id < values.length / 2; id++) {
            place(values[id], id);
        }
    }

    private void place(long value, int id) {
        int mask = slots.length - 1;
        int slot = slot(value, mask);
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = id + 1;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int plainBytes() {
        return size * width;
    }

    @Override
    public long heldBytes() {
        return 8L * values.length + 4L * slots.length;
    }

    @Override
    public void seal(int newSize) {
        size = newSize;
        values = Arrays.copyOf(values, Math.max(newSize, 1));
        slots = new int[0];
    }

    @Override
    public DictionaryPage page() {
        byte[] plain = new byte[plainBytes()];
        if (width == 8) {
            PlainWriter.longs(values, 0, size, plain, 0);
        } else {
            PlainWriter.ints(values, 0, size, plain, 0);
        }
        return new DictionaryPage(BytesInput.from(plain), size, Encoding.PLAIN);
    }

    @Override
    public void clear() {
        size = 0;
        values = new long[SLOTS_AT_FIRST / 2];
        slots = new int[SLOTS_AT_FIRST];
    }
}
