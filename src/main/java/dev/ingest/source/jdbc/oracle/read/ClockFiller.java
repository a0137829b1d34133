package dev.ingest.source.jdbc.oracle.read;

import dev.ingest.data.ColumnType;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import dev.ingest.job.option.TimestampExcess;
import dev.ingest.source.jdbc.ColumnLimits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import oracle.jdbc.OracleResultSet;
import oracle.sql.Datum;

/**
 * Clocks as the server stores them, without a calendar between, which would be Julian before 1582: century and year, 100
 * more than each counts, month, day, hour, minute and second, the last three one more, and where there is a fraction its
 * nanoseconds in four bytes.
 */
final class ClockFiller {
    private static final int BIAS = 100;
    private static final int FRACTION = 7;
    private static final long DAY_SECONDS = 86_400;
    private static final int NANOS_OF_MICRO = 1_000;
    private static final long MICROS = 1_000_000;
    private static final long NANOS = 1_000_000_000;
    /** The seconds of which 64 bits of nanoseconds hold every fraction. */
    private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS - 1;
    /** From March 1st of the year 0 to January 1st 1970. */
    private static final long DAYS_TO_1970 = 719_468;

    private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private final ColumnLimits limits;
    private final boolean nanos;
    private final boolean truncates;

    ClockFiller(ColumnLimits limits, TimestampExcess excess) {
        this.limits = limits;
        this.nanos = ((ColumnType.Timestamp) limits.type()).unit() == ColumnType.Timestamp.Unit.NANOS;
        this.truncates = excess == TimestampExcess.TRUNCATE;
    }

    /** Reads a DATE. */
    void date(ResultSet row, int at, Vector vector) throws SQLException {
        append(((OracleResultSet) row).getDATE(at), vector);
    }

    /** Reads a TIMESTAMP without a zone. */
    void timestamp(ResultSet row, int at, Vector vector) throws SQLException {
        append(((OracleResultSet) row).getTIMESTAMP(at), vector);
    }

    private void append(Datum value, Vector vector) {
        if (value == null) {
            vector.appendNull();
        } else {
            append(value.shareBytes(), vector);
        }
    }

    /** Appends the clock that {@code stored} holds. */
    void append(byte[] stored, Vector vector) {
        int year = BIAS * (part(stored, 0) - BIAS) + part(stored, 1) - BIAS;
        int month = part(stored, 2);
        int day = part(stored, 3);
        if (year < 1) {
            limits.outOfRange(vector, "a year before 0001");
        } else if (day > monthDays(year, month)) {
            limits.outOfRange(
                    vector,
                    String.format(Locale.ROOT, "%04d-%02d-%02d, a day of the Julian calendar", year, month, day));
        } else {
            long clock = (part(stored, 4) - 1) * 3600L + (part(stored, 5) - 1) * 60L + part(stored, 6) - 1;
            append(days(year, month, day) * DAY_SECONDS + clock, fraction(stored), vector);
        }
    }

    private void append(long seconds, int fraction, Vector vector) {
        if (!nanos) {
            if (fraction % NANOS_OF_MICRO != 0 && !truncates) {
                throw limits.tooFine();
            }
            ((LongVector) vector).append(seconds * MICROS + fraction / NANOS_OF_MICRO);
        } else if (Math.abs(seconds) <= MOST_SECONDS) {
            ((LongVector) vector).append(seconds * NANOS + fraction);
        } else {
            limits.beyondNanoseconds(vector);
        }
    }

    private static int fraction(byte[] stored) {
        return stored.length == FRACTION
                ? 0
                : part(stored, 7) << 24 | part(stored, 8) << 16 | part(stored, 9) << 8 | part(stored, 10);
    }

    /** Days since 1970; years begin with March here, so that a leap day is a year's last. */
    private static long days(int year, int month, int day) {
        int early = month < 3 ? 1 : 0;
        long from = (long) year - early;
        long months = month + 12L * early - 3;
        return from * 365 + from / 4 - from / 100 + from / 400 + (153 * months + 2) / 5 + day - 1 - DAYS_TO_1970;
    }

    private static int monthDays(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : MONTH_DAYS[month - 1];
    }

    private static int part(byte[] stored, int at) {
        return stored[at] & 0xff;
    }
}
