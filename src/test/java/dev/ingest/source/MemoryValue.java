package dev.ingest.source;

import dev.ingest.data.BytesVector;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.DoubleVector;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import dev.ingest.data.WideVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Java values on their way into vectors. */
final class MemoryValue {
    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

    private MemoryValue() {}

    /** Appends {@code value}, or null, to a column whose type can hold it. */
    static void append(ColumnBatch batch, int column, Object value) {
        Vector vector = batch.vector(column);
        ColumnType type = batch.schema().column(column).type();
        if (value == null) {
            vector.appendNull();
        } else if (vector instanceof BytesVector bytes) {
            bytes.append(value.toString());
        } else if (vector instanceof WideVector wide) {
            BigInteger unscaled = unscaled(type, value);
            wide.append(unscaled.shiftRight(Long.SIZE).longValue(), unscaled.longValue());
        } else if (vector instanceof DoubleVector doubles) {
            doubles.append(((Number) value).doubleValue());
        } else {
            ((LongVector) vector).append(whole(type, value));
        }
    }

    private static long whole(ColumnType type, Object value) {
        if (type instanceof ColumnType.Timestamp timestamp) {
            boolean micros = timestamp.unit() == ColumnType.Timestamp.Unit.MICROS;
            return EPOCH.until((LocalDateTime) value, micros ? ChronoUnit.MICROS : ChronoUnit.NANOS);
        }
        return type instanceof ColumnType.Decimal ? unscaled(type, value).longValueExact() : (Long) value;
    }

    private static BigInteger unscaled(ColumnType type, Object value) {
        return new BigDecimal(value.toString())
                .setScale(((ColumnType.Decimal) type).scale(), RoundingMode.UNNECESSARY)
                .unscaledValue();
    }
}
