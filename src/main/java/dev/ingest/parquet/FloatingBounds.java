package dev.ingest.parquet;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The bounds of a page of floating-point numbers as the format wants them: NaN is never a bound, and a zero bound is
 * written with the sign that keeps both zeros inside.
 */
final class FloatingBounds {
    private final PrimitiveTypeName physical;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private int numbers;

    /** Of {@code count} values, given by their bits. */
    FloatingBounds(PrimitiveTypeName physical, long[] bits, int count) {
        this.physical = physical;
        for (int i = 0; i < count; i++) {
            double value = physical == PrimitiveTypeName.FLOAT
                    ? Float.intBitsToFloat((int) bits[i])
                    : Double.longBitsToDouble(bits[i]);
            if (!Double.isNaN(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
                numbers++;
            }
        }
    }

    /** A page of nothing but NaN says NaN, by which parquet-java knows to write no index for the chunk. */
    void into(Statistics<?> statistics) {
        if (numbers == 0) {
            update(statistics, Double.NaN);
        } else {
            update(statistics, min == 0 ? -0.0 : min);
            update(statistics, max == 0 ? 0.0 : max);
        }
    }

    private void update(Statistics<?> statistics, double bound) {
        if (physical == PrimitiveTypeName.FLOAT) {
            statistics.updateStats((float) bound);
        } else {
            statistics.updateStats(bound);
        }
    }
}
