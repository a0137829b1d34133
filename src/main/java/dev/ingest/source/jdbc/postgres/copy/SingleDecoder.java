package dev.ingest.source.jdbc.postgres.copy;

import dev.ingest.data.DoubleVector;
import dev.ingest.data.Vector;
import dev.ingest.source.jdbc.ColumnLimits;

/** A {@code double precision} that lands as a {@code float}: it must be one. */
final class SingleDecoder implements FieldDecoder {
    private final ColumnLimits limits;

    SingleDecoder(ColumnLimits limits) {
        this.limits = limits;
    }

    @Override
    public void decode(byte[] wire, int[] starts, int rows, Vector vector) {
        DoubleVector doubles = (DoubleVector) vector;
        for (int i = 0; i < rows; i++) {
            int at = starts[i];
            if ((int) FixedWidth.INT.get(wire, at) < 0) {
                doubles.appendNull();
                continue;
            }
            double value = Double.longBitsToDouble((long) FixedWidth.LONG.get(wire, at + FixedWidth.LENGTH));
            if ((float) value == value || Double.isNaN(value)) {
                doubles.append(value);
            } else {
                limits.notSingle(doubles);
            }
        }
    }
}
