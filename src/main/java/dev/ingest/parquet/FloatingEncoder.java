package dev.ingest.parquet;

import dev.ingest.data.DoubleVector;
import dev.ingest.data.Vector;
import org.apache.parquet.column.statistics.Statistics;

/** Floating-point numbers as FLOAT or DOUBLE, told apart by their bits, so that -0.0 and every NaN stay what they are. */
final class FloatingEncoder extends DictionaryEncoder<NumberDictionary> {
    private final int width;
    private long[] bits = {};

    /** An encoder for values of {@code width} 4 or 8 bytes. */
    FloatingEncoder(int width, int maxDictionaryBytes) {
        super(new NumberDictionary(width), maxDictionaryBytes);
        this.width = width;
    }

    @Override
    void gather(Vector vector, int from, int to, int present, Scratch scratch) {
        double[] values = ((DoubleVector) vector).values();
        long[] validity = vector.validity();
        bits = scratch.longs(to - from);
        int count = 0;
        for (int row = from; row < to; row++) {
            bits[count] =
                    width == 4 ? Float.floatToRawIntBits((float) values[row]) : Double.doubleToRawLongBits(values[row]);
            count += (int) (validity[row >>> 6] >>> row) & 1;
        }
    }

    @Override
    boolean number(int[] ids, int count, int maxBytes) {
        return dictionary.number(bits, 0, count, ids, maxBytes);
    }

    @Override
    void summarize(int count, Statistics<?> statistics) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double value = value(bits[i]);
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        if (Double.isNaN(min)) {
            statistics.incrementNanCount();
        } else if (width == 4) {
            statistics.updateStats((float) min);
            statistics.updateStats((float) max);
        } else {
            statistics.updateStats(min);
            statistics.updateStats(max);
        }
    }

    private double value(long raw) {
        return width == 4 ? Float.intBitsToFloat((int) raw) : Double.longBitsToDouble(raw);
    }

    @Override
    void writePlain(int count, PageBuffer page) {
        int at = page.reserve(width * count);
        if (width == 4) {
            PlainWriter.ints(bits, 0, count, page.array(), at);
        } else {
            PlainWriter.longs(bits, 0, count, page.array(), at);
        }
    }
}
