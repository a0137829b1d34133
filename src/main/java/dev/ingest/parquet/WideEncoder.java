package dev.ingest.parquet;

import dev.ingest.data.Vector;
import dev.ingest.data.WideVector;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** Decimals of 19 to 38 digits as FIXED_LEN_BYTE_ARRAY: big-endian two's complement of the least length that fits. */
final class WideEncoder extends DictionaryEncoder<BytesDictionary> {
    private final int width;
    private final ValueRange range;
    private byte[] bytes = {};
    private int[] offsets = {};
    private long minHigh;
    private long minLow;
    private long maxHigh;
    private long maxLow;

    WideEncoder(int width, ValueRange range, int maxDictionaryBytes) {
        super(new BytesDictionary(0), maxDictionaryBytes);
        this.width = width;
        this.range = range;
    }

    @Override
    void gather(Vector vector, int from, int to, int present, Scratch scratch) {
        WideVector wide = (WideVector) vector;
        bytes = scratch.bytes(width * present);
        offsets = scratch.offsets(present + 1);
        minHigh = Long.MAX_VALUE;
        minLow = -1;
        maxHigh = Long.MIN_VALUE;
        maxLow = 0;
        int count = 0;
        for (int row = from; row < to; row++) {
            if (present == to - from || !vector.isNull(row)) {
                offsets[count] = count * width;
                put(wide.high(row), wide.low(row), bytes, count * width);
                widen(wide.high(row), wide.low(row));
                count++;
            }
        }
        offsets[count] = count * width;
        range.check(minHigh, minLow);
        range.check(maxHigh, maxLow);
    }

    private void put(long high, long low, byte[] target, int at) {
        int highBytes = width - 8;
        for (int i = 0; i < highBytes; i++) {
            target[at + i] = (byte) (high >>> (8 * (highBytes - 1 - i)));
        }
        ByteStrings.BIG.set(target, at + highBytes, low);
    }

    private void widen(long high, long low) {
        if (high < minHigh || (high == minHigh && Long.compareUnsigned(low, minLow) < 0)) {
            minHigh = high;
            minLow = low;
        }
        if (high > maxHigh || (high == maxHigh && Long.compareUnsigned(low, maxLow) > 0)) {
            maxHigh = high;
            maxLow = low;
        }
    }

    @Override
    boolean number(int[] ids, int count, int maxBytes) {
        return dictionary.number(bytes, offsets, 0, count, ids, maxBytes);
    }

    @Override
    void summarize(int count, Statistics<?> statistics) {
        statistics.updateStats(binary(minHigh, minLow));
        statistics.updateStats(binary(maxHigh, maxLow));
    }

    private Binary binary(long high, long low) {
        byte[] value = new byte[width];
        put(high, low, value, 0);
        return Binary.fromConstantByteArray(value);
    }

    @Override
    void writePlain(int count, PageBuffer page) {
        page.write(bytes, 0, width * count);
    }
}
