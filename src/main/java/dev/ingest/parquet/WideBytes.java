package dev.ingest.parquet;

import dev.ingest.data.BytesVector;
import dev.ingest.data.WideVector;

/** A page of 128-bit integers as big-endian bytes of fixed length. */
final class WideBytes {
    private static final int LOW_BYTES = Long.BYTES;

    private final int length;
    private BytesVector values = new BytesVector(0);

    WideBytes(int length) {
        this.length = length;
    }

    void fill(WideVector decimals, int from, int to) {
        if (values.capacity() < to - from) {
            values = new BytesVector(to - from);
        }
        values.clear();
        for (int row = from; row < to; row++) {
            if (decimals.isNull(row)) {
                values.appendNull();
            } else {
                append(decimals.high(row), decimals.low(row));
            }
        }
    }

    /** The rows that were filled in last, from 0 on. */
    BytesVector values() {
        return values;
    }

    private void append(long high, long low) {
        byte[] target = values.reserve(length);
        int end = values.end() + length;
        for (int i = 0; i < length; i++) {
            long word = i < LOW_BYTES ? low : high;
            target[end - 1 - i] = (byte) (word >>> (i % LOW_BYTES * Byte.SIZE));
        }
        values.appendReserved(length);
    }
}
