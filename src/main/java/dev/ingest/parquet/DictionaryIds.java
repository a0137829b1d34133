package dev.ingest.parquet;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.column.values.bitpacking.Packer;

/** A page of dictionary ids: the bit width, then one run, repeated where all ids are the same, else bit-packed. */
final class DictionaryIds {
    private static final int PACKED = 32;

    private final GrowingBytes bytes = new GrowingBytes(1 << 12);
    private int[] ids = new int[ColumnPages.PAGE_ROWS + PACKED];

    /** An array with room for {@code count} ids, to be filled. */
    int[] room(int count) {
        if (ids.length < count + PACKED) {
            ids = new int[count + PACKED];
        }
        return ids;
    }

    /**
     * The first {@code count} ids.
     *
     * @param entries the dictionary's size
     */
    BytesInput of(int count, int entries) {
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, entries - 1));
        bytes.clear();
        bytes.int8(width);
        if (width == 0 || allSame(count)) {
            bytes.varint(count << 1);
            for (int shift = 0; shift < width; shift += Byte.SIZE) {
                bytes.int8(ids[0] >>> shift);
            }
        } else {
            pack(count, width);
        }
        return bytes.input();
    }

    private boolean allSame(int count) {
        int first = ids[0];
        for (int i = 1; i < count; i++) {
            if (ids[i] != first) {
                return false;
            }
        }
        return true;
    }

    private void pack(int count, int width) {
        BytePacker packer = Packer.LITTLE_ENDIAN.newBytePacker(width);
        int groups = (count + 7) >>> 3;
        java.util.Arrays.fill(ids, count, count + PACKED, 0);
        bytes.varint(groups << 1 | 1);
        byte[] target = bytes.room((groups + 4) * width);
        int at = bytes.size();
        int group = 0;
        for (; group + 4 <= groups; group += 4) {
            packer.pack32Values(ids, group << 3, target, at + group * width);
        }
        for (; group < groups; group++) {
            packer.pack8Values(ids, group << 3, target, at + group * width);
        }
        bytes.written(groups * width);
    }
}
