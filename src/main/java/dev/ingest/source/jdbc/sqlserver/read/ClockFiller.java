package dev.ingest.source.jdbc.sqlserver.read;

import dev.ingest.data.ColumnType;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import dev.ingest.job.option.TimestampExcess;
import dev.ingest.source.jdbc.ColumnFiller;
import dev.ingest.source.jdbc.ColumnLimits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;

/** Clocks of seven fractional digits, as units since 1970. */
final class ClockFiller implements ColumnFiller {
    private static final long NANOS_OF_MICRO = 1_000;
    private static final long MICROS_OF_DAY = 86_400_000_000L;
    private static final long NANOS_OF_DAY = MICROS_OF_DAY * NANOS_OF_MICRO;
    /** The days whose every nanosecond 64 bits hold. */
    private static final long MOST_DAYS = Long.MAX_VALUE / NANOS_OF_DAY - 1;

    private final ColumnLimits limits;
    private final boolean nanos;
    private final boolean truncates;

    ClockFiller(ColumnLimits limits, TimestampExcess excess) {
        this.limits = limits;
        this.nanos = ((ColumnType.Timestamp) limits.type()).unit() == ColumnType.Timestamp.Unit.NANOS;
        this.truncates = excess == TimestampExcess.TRUNCATE;
    }

    @Override
    public void fill(ResultSet row, int at, Vector vector) throws SQLException {
        LocalDateTime value = row.getObject(at, LocalDateTime.class);
        if (value == null) {
            vector.appendNull();
            return;
        }
        long day = value.toLocalDate().toEpochDay();
        long time = value.toLocalTime().toNanoOfDay();
        if (!nanos) {
            if (time % NANOS_OF_MICRO != 0 && !truncates) {
                throw limits.tooFine();
            }
            ((LongVector) vector).append(day * MICROS_OF_DAY + time / NANOS_OF_MICRO);
        } else if (Math.abs(day) <= MOST_DAYS) {
            ((LongVector) vector).append(day * NANOS_OF_DAY + time);
        } else {
            limits.beyondNanoseconds(vector);
        }
    }
}
