package dev.ingest.source.jdbc.oracle.read;

import dev.ingest.data.ColumnType;
import dev.ingest.data.LongVector;
import dev.ingest.data.UnscaledNumber;
import dev.ingest.data.Vector;
import dev.ingest.data.VectorKind;
import dev.ingest.data.WideVector;
import dev.ingest.source.jdbc.ColumnFiller;
import dev.ingest.source.jdbc.ColumnLimits;
import java.sql.ResultSet;
import java.sql.SQLException;
import oracle.jdbc.OracleResultSet;
import oracle.sql.NUMBER;

/**
 * Numbers as the server stores them, without a decimal of Java's between: a byte of sign and exponent, then digits of base
 * 100, each one more than it counts; of a negative number the exponent is inverted, a digit is what is missing to 101, and
 * a byte 102 ends all but the longest.
 */
final class NumberFiller implements ColumnFiller {
    private static final int ZERO = 0x80;
    private static final int SIGN = 0x80;
    /** The first byte of a number from 1 to 99. */
    private static final int UNITS = 0xc1;

    private static final int BASE = 100;
    private static final int END_OF_NEGATIVE = 102;
    private static final int INFINITE = 101;
    private static final int LONG_DIGITS = ColumnType.Decimal.LONG_DIGITS;
    private static final long[] POWERS = powers();

    private final UnscaledNumber sum = new UnscaledNumber();
    private final ColumnLimits limits;
    private final int digits;
    private final int scale;
    private final boolean wide;
    private final long least;
    private final long most;

    NumberFiller(ColumnLimits limits) {
        this.limits = limits;
        this.wide = limits.type().vector() == VectorKind.WIDE;
        if (limits.type() instanceof ColumnType.Decimal decimal) {
            this.digits = decimal.precision();
            this.scale = decimal.scale();
            this.least = Long.MIN_VALUE;
            this.most = Long.MAX_VALUE;
        } else {
            int bits = ((ColumnType.Whole) limits.type()).bits();
            this.most = Long.MAX_VALUE >> (Long.SIZE - bits);
            this.least = -most - 1;
            this.digits = Long.toString(most).length();
            this.scale = 0;
        }
    }

    @Override
    public void fill(ResultSet row, int at, Vector vector) throws SQLException {
        NUMBER value = ((OracleResultSet) row).getNUMBER(at);
        if (value == null) {
            vector.appendNull();
        } else {
            append(value.shareBytes(), vector);
        }
    }

    /** Appends the number that {@code stored} holds. */
    void append(byte[] stored, Vector vector) {
        int first = stored[0] & 0xff;
        boolean negative = first < SIGN;
        if (stored.length == 1 && first == ZERO) {
            append(0, vector);
        } else if (stored.length == 1 || (first == 0xff && stored[1] == INFINITE)) {
            limits.outOfRange(vector, negative ? "-infinity" : "infinity");
        } else {
            int exponent = (negative ? ~first & 0xff : first) - UNITS;
            append(stored, negative, exponent, count(stored, negative), vector);
        }
    }

    /** How many digits count; zeros at the end do not. */
    private static int count(byte[] stored, boolean negative) {
        int count = stored.length - 1;
        if (negative && stored[count] == END_OF_NEGATIVE) {
            count--;
        }
        while (count > 1 && digit(stored, negative, count) == 0) {
            count--;
        }
        return count;
    }

    private void append(byte[] stored, boolean negative, int exponent, int count, Vector vector) {
        int shift = 2 * (exponent - count + 1) + scale;
        int last = digit(stored, negative, count);
        int total = before(stored, negative, exponent) + scale;
        if (total > digits || shift < -1 || (shift == -1 && last % 10 != 0)) {
            misfit(stored, negative, exponent, count, vector);
        } else if (total <= LONG_DIGITS) {
            long magnitude = magnitude(stored, negative, count, shift);
            append(negative ? -magnitude : magnitude, vector);
        } else {
            widen(stored, negative, count, shift);
            if (wide || sum.isWithin(least, most)) {
                sum.appendTo(vector);
            } else {
                misfit(stored, negative, exponent, count, vector);
            }
        }
    }

    /** The absolute value of a number of no more than 18 digits, its last one cut off where {@code shift} is -1. */
    private static long magnitude(byte[] stored, boolean negative, int count, int shift) {
        long value = 0;
        for (int i = 1; i < count; i++) {
            value = value * BASE + digit(stored, negative, i);
        }
        int last = digit(stored, negative, count);
        return shift < 0 ? value * 10 + last / 10 : (value * BASE + last) * POWERS[shift];
    }

    /** The same of any number, signed, left in {@code sum}. */
    private void widen(byte[] stored, boolean negative, int count, int shift) {
        sum.set(0);
        for (int i = 1; i < count; i++) {
            sum.multiplyAdd(BASE, digit(stored, negative, i));
        }
        int last = digit(stored, negative, count);
        if (shift < 0) {
            sum.multiplyAdd(10, last / 10);
        } else {
            sum.multiplyAdd(BASE, last);
            for (int left = shift; left > 0; left -= LONG_DIGITS) {
                sum.multiplyAdd(POWERS[Math.min(left, LONG_DIGITS)], 0);
            }
        }
        if (negative) {
            sum.negate();
        }
    }

    private void append(long value, Vector vector) {
        if (value < least || value > most) {
            limits.tooManyDigits(vector, Long.toString(Math.abs(value)).length(), 0);
        } else if (wide) {
            ((WideVector) vector).append(value >> (Long.SIZE - 1), value);
        } else {
            ((LongVector) vector).append(value);
        }
    }

    private void misfit(byte[] stored, boolean negative, int exponent, int count, Vector vector) {
        int after = 2 * (count - 1 - exponent) - (digit(stored, negative, count) % 10 == 0 ? 1 : 0);
        limits.tooManyDigits(vector, Math.max(0, before(stored, negative, exponent)), Math.max(0, after));
    }

    /** Digits before the point; below 0, the zeros that stand behind it. */
    private static int before(byte[] stored, boolean negative, int exponent) {
        return 2 * exponent + (digit(stored, negative, 1) < 10 ? 1 : 2);
    }

    private static int digit(byte[] stored, boolean negative, int at) {
        return negative ? END_OF_NEGATIVE - 1 - stored[at] : stored[at] - 1;
    }

    private static long[] powers() {
        long[] powers = new long[LONG_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
