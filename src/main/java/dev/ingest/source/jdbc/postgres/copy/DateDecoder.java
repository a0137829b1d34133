package dev.ingest.source.jdbc.postgres.copy;

import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import dev.ingest.source.jdbc.ColumnLimits;

/** Days since 2000-01-01; the two outermost values are the infinities. Lake readers agree on the years 0001 to 9999. */
final class DateDecoder implements FieldDecoder {
    private static final int EPOCH_DAYS = 10_957;
    private static final int FIRST = -719_162;
    private static final int LAST = 2_932_896;

    private final ColumnLimits limits;

    DateDecoder(ColumnLimits limits) {
        this.limits = limits;
    }

    @Override
    public void decode(byte[] wire, int[] starts, int rows, Vector vector) {
        for (int i = 0; i < rows; i++) {
            int at = starts[i];
            if ((int) FixedWidth.INT.get(wire, at) < 0) {
                vector.appendNull();
            } else {
                decode(wire, at + FixedWidth.LENGTH, vector);
            }
        }
    }

    private void decode(byte[] wire, int at, Vector vector) {
        int days = (int) FixedWidth.INT.get(wire, at);
        long epochDay = (long) days + EPOCH_DAYS;
        if (epochDay >= FIRST && epochDay <= LAST) {
            ((LongVector) vector).append(epochDay);
        } else if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
            limits.outOfRange(vector, days > 0 ? "infinity" : "-infinity");
        } else {
            limits.outOfRange(vector, days > 0 ? "a year after 9999" : "a year before 0001");
        }
    }
}
