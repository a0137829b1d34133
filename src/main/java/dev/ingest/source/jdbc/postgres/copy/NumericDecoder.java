package dev.ingest.source.jdbc.postgres.copy;

import dev.ingest.data.ColumnType;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import dev.ingest.data.VectorKind;
import dev.ingest.data.WideVector;
import dev.ingest.source.jdbc.ColumnLimits;

/**
 * PostgreSQL's numeric: a count of base-10000 digits, the weight of the first, a sign, a display scale, the digits. The
 * server strips zeros at both ends, so the digits tell exactly whether a value fits.
 */
final class NumericDecoder implements FieldDecoder {
    private static final int WEIGHT = 2;
    private static final int SIGN = 4;
    private static final int DIGITS = 8;
    private static final int GROUP = 4;
    private static final int BASE = 10_000;
    private static final int NEGATIVE = 0x4000;
    private static final int SPECIAL = 0xC000;
    private static final int POSITIVE_INFINITY = 0xD000;
    private static final int NEGATIVE_INFINITY = 0xF000;
    private static final int LONG_DIGITS = ColumnType.Decimal.LONG_DIGITS;
    private static final long[] POWERS = powers();

    private final ColumnLimits limits;
    private final int digits;
    private final int scale;
    private final boolean wide;
    private final long least;
    private final long most;
    private long high;
    private long low;

    NumericDecoder(ColumnLimits limits) {
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
        int sign = group(wire, at + SIGN) & 0xffff;
        // Without a sign: a number has up to 36,864 groups.
        int count = group(wire, at) & 0xffff;
        if ((sign & SPECIAL) == SPECIAL) {
            limits.outOfRange(vector, special(sign));
        } else if (count == 0) {
            append(vector, 0, 0);
        } else {
            decode(wire, at, count, sign == NEGATIVE, vector);
        }
    }

    private void decode(byte[] wire, int at, int count, boolean negative, Vector vector) {
        int weight = group(wire, at + WEIGHT);
        int total = GROUP * (weight + 1) + scale;
        if (total > Math.min(digits, LONG_DIGITS)) {
            total += length(group(wire, at + DIGITS)) - GROUP;
        }
        int shift = GROUP * (weight - count + 1) + scale;
        int last = group(wire, at + DIGITS + Short.BYTES * (count - 1));
        int kept = shift < 0 ? withoutDigits(last, -shift) : last;
        if (total > digits || shift <= -GROUP || (shift < 0 && kept * POWERS[-shift] != last)) {
            misfit(wire, at, count, vector);
        } else if (total <= LONG_DIGITS) {
            long magnitude = magnitude(wire, at + DIGITS, count, shift, kept);
            append(vector, negative ? -magnitude : magnitude);
        } else {
            widen(wire, at + DIGITS, count, shift, kept);
            if (negative) {
                high = ~high + (low == 0 ? 1 : 0);
                low = -low;
            }
            checkAndAppend(wire, at, count, vector);
        }
    }

    /** A group without its last {@code count} digits. Division by what the compiler knows is several times faster. */
    private static int withoutDigits(int group, int count) {
        return switch (count) {
            case 1 -> group / 10;
            case 2 -> group / 100;
            case 3 -> group / 1000;
            default -> 0;
        };
    }

    /** The number whose last group, of which {@code shift < 0} digits do not count, is {@code kept}. */
    private static long magnitude(byte[] wire, int from, int count, int shift, int kept) {
        long value = 0;
        for (int i = 0; i < count - 1; i++) {
            value = value * BASE + group(wire, from + Short.BYTES * i);
        }
        return shift >= 0 ? (value * BASE + kept) * POWERS[shift] : value * POWERS[GROUP + shift] + kept;
    }

    /** The same in 128 bits, left in {@code high} and {@code low}. */
    private void widen(byte[] wire, int from, int count, int shift, int kept) {
        high = 0;
        low = 0;
        for (int i = 0; i < count - 1; i++) {
            multiplyAdd(BASE, group(wire, from + Short.BYTES * i));
        }
        if (shift < 0) {
            multiplyAdd(POWERS[GROUP + shift], kept);
            return;
        }
        multiplyAdd(BASE, kept);
        for (int left = shift; left > 0; left -= LONG_DIGITS) {
            multiplyAdd(POWERS[Math.min(left, LONG_DIGITS)], 0);
        }
    }

    private void multiplyAdd(long factor, long addend) {
        long carried = Math.multiplyHigh(low, factor) + ((low >> (Long.SIZE - 1)) & factor);
        long product = low * factor;
        low = product + addend;
        high = high * factor + carried + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
    }

    private void checkAndAppend(byte[] wire, int at, int count, Vector vector) {
        if (!wide && (high != low >> (Long.SIZE - 1) || low < least || low > most)) {
            misfit(wire, at, count, vector);
        } else {
            append(vector, high, low);
        }
    }

    private void append(Vector vector, long value) {
        if (value < least || value > most) {
            limits.tooManyDigits(vector, Long.toString(Math.abs(value)).length(), 0);
        } else {
            append(vector, value >> (Long.SIZE - 1), value);
        }
    }

    private void append(Vector vector, long highWord, long lowWord) {
        if (wide) {
            ((WideVector) vector).append(highWord, lowWord);
        } else {
            ((LongVector) vector).append(lowWord);
        }
    }

    private void misfit(byte[] wire, int at, int count, Vector vector) {
        int weight = group(wire, at + WEIGHT);
        int before = Math.max(0, GROUP * weight + length(group(wire, at + DIGITS)));
        int after = GROUP * (count - 1 - weight);
        int last = group(wire, at + DIGITS + Short.BYTES * (count - 1));
        while (last % 10 == 0) {
            last /= 10;
            after--;
        }
        limits.tooManyDigits(vector, before, Math.max(0, after));
    }

    private static int group(byte[] wire, int at) {
        return (short) FixedWidth.SHORT.get(wire, at);
    }

    private static int length(int group) {
        return group >= 100 ? (group >= 1000 ? 4 : 3) : (group >= 10 ? 2 : 1);
    }

    private static String special(int sign) {
        return switch (sign) {
            case POSITIVE_INFINITY -> "infinity";
            case NEGATIVE_INFINITY -> "-infinity";
            default -> "NaN";
        };
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
