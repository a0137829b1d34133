package dev.ingest.parquet;

import dev.ingest.data.Vector;
import org.apache.parquet.bytes.BytesInput;

/**
 * Definition levels of a page of an optional column, in the RLE/bit-packed hybrid of bit width 1, with the length in front
 * that version 1 pages want. A page without nulls is one run; any other is the validity bitmap itself.
 */
final class Levels {
    private final GrowingBytes bytes = new GrowingBytes(ColumnPages.PAGE_ROWS / Byte.SIZE + 16);

    BytesInput of(Vector vector, int from, int to) {
        int count = to - from;
        int nulls = ColumnPages.nulls(vector, from, to);
        bytes.clear();
        bytes.int32(0);
        if (nulls == 0 || nulls == count) {
            bytes.varint(count << 1);
            bytes.int8(nulls == 0 ? 1 : 0);
        } else {
            bitmap(vector.presence(), from, count);
        }
        bytes.int32At(0, bytes.size() - Integer.BYTES);
        return bytes.input();
    }

    private void bitmap(long[] words, int from, int count) {
        int groups = (count + 7) >>> 3;
        bytes.varint(groups << 1 | 1);
        int row = from;
        for (int group = 0; group < groups; group++, row += Byte.SIZE) {
            int shift = row & 63;
            long bits = words[row >>> 6] >>> shift;
            if (shift > 56 && (row >>> 6) + 1 < words.length) {
                bits |= words[(row >>> 6) + 1] << (64 - shift);
            }
            int left = from + count - row;
            bytes.int8((int) (left < Byte.SIZE ? bits & ((1 << left) - 1) : bits));
        }
    }
}
