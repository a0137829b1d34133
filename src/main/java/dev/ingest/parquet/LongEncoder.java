package dev.ingest.parquet;

import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import org.apache.parquet.column.statistics.Statistics;

/** Whole numbers, short decimals, days and timestamps, as INT32 or INT64. */
final class LongEncoder extends DictionaryEncoder<NumberDictionary> {
    private final ValueRange range;
    private final int width;
    private long[] values = {};
    private int first;

    /**
     * An encoder.
     *
     * @param width 4 or 8 bytes a value
     * @param range what the column's type can hold
     */
    LongEncoder(int width, ValueRange range, int maxDictionaryBytes) {
        super(new NumberDictionary(width), maxDictionaryBytes);
        this.width = width;
        this.range = range;
    }

    @Override
    void gather(Vector vector, int from, int to, int present, Scratch scratch) {
        values = ((LongVector) vector).values();
        first = from;
        if (present < to - from) {
            values = compact(values, vector.validity(), from, to, scratch);
            first = 0;
        }
    }

    private static long[] compact(long[] all, long[] validity, int from, int to, Scratch scratch) {
        long[] target = scratch.longs(to - from);
        int count = 0;
        for (int row = from; row < to; row++) {
            target[count] = all[row];
            count += (int) (validity[row >>> 6] >>> row) & 1;
        }
        return target;
    }

    @Override
    boolean number(int[] ids, int count, int maxBytes) {
        return dictionary.number(values, first, count, ids, maxBytes);
    }

    @Override
    void summarize(int count, Statistics<?> statistics) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = first; i < first + count; i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        range.check(min);
        range.check(max);
        if (width == 4) {
            statistics.updateStats((int) min);
            statistics.updateStats((int) max);
        } else {
            statistics.updateStats(min);
            statistics.updateStats(max);
        }
    }

    @Override
    void writePlain(int count, PageBuffer page) {
        int at = page.reserve(width * count);
        if (width == 4) {
            PlainWriter.ints(values, first, count, page.array(), at);
        } else {
            PlainWriter.longs(values, first, count, page.array(), at);
        }
    }
}
