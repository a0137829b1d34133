package dev.ingest.source.jdbc.postgres.copy;

import dev.ingest.data.ColumnType;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import dev.ingest.source.jdbc.ColumnLimits;

/** Microseconds since 2000-01-01, on a clock or in UTC; the two outermost values are the infinities. */
final class TimestampDecoder implements FieldDecoder {
    private static final long EPOCH_MICROS = 946_684_800_000_000L;
    private static final long FIRST_YEAR_MICROS = -62_135_596_800_000_000L;
    private static final long LAST_YEAR_MICROS = 253_402_300_799_999_999L;
    private static final long NANOS = 1_000;

    private final ColumnLimits limits;
    private final long factor;
    private final long first;
    private final long last;

    TimestampDecoder(ColumnLimits limits, ColumnType.Timestamp.Unit unit) {
        this.limits = limits;
        boolean nanos = unit == ColumnType.Timestamp.Unit.NANOS;
        this.factor = nanos ? NANOS : 1;
        this.first = nanos ? Long.MIN_VALUE / NANOS : FIRST_YEAR_MICROS;
        this.last = nanos ? Long.MAX_VALUE / NANOS : LAST_YEAR_MICROS;
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
        long since2000 = (long) FixedWidth.LONG.get(wire, at);
        long micros = since2000 + EPOCH_MICROS;
        if (micros >= first && micros <= last && since2000 != Long.MIN_VALUE) {
            ((LongVector) vector).append(micros * factor);
        } else if (since2000 == Long.MAX_VALUE || since2000 == Long.MIN_VALUE) {
            limits.outOfRange(vector, since2000 > 0 ? "infinity" : "-infinity");
        } else if (factor == NANOS && micros >= FIRST_YEAR_MICROS && micros <= LAST_YEAR_MICROS) {
            limits.beyondNanoseconds(vector);
        } else {
            limits.outOfRange(vector, since2000 > 0 ? "a year after 9999" : "a year before 0001");
        }
    }
}
