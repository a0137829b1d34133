package dev.ingest.source.rest.record;

import dev.ingest.data.UnscaledNumber;

/** Reads a JSON number exactly: sign, digits, scale. One is used for all values of a column. */
final class PlainNumber {
    /** As many as 38 digits, and the zeros that a scale adds. */
    private static final int MOST_DIGITS = 38;

    private static final int MOST_EXPONENT = 10_000;
    private static final int LONG_DIGITS = 18;
    private static final long[] POWERS = powers();

    private final byte[] digits = new byte[1_024];
    private int count;
    private int scale;
    private boolean negative;

    /** Whether the characters are a number whose digits can be told; if so, the rest of this tells which. */
    boolean read(char[] text, int from, int length) {
        count = 0;
        scale = 0;
        int at = from;
        int end = from + length;
        negative = at < end && text[at] == '-';
        at += negative ? 1 : 0;
        boolean point = false;
        int seen = 0;
        for (; at < end && text[at] != 'e' && text[at] != 'E'; at++) {
            char c = text[at];
            if (c == '.' && !point) {
                point = true;
                continue;
            }
            if (c < '0' || c > '9' || count == digits.length) {
                return false;
            }
            seen++;
            scale += point ? 1 : 0;
            if (count > 0 || c != '0') {
                digits[count++] = (byte) (c - '0');
            }
        }
        if (seen == 0 || (at < end && !exponent(text, at + 1, end))) {
            return false;
        }
        while (count > 0 && digits[count - 1] == 0 && scale > 0) {
            count--;
            scale--;
        }
        if (count == 0) {
            scale = 0;
        }
        return true;
    }

    private boolean exponent(char[] text, int from, int end) {
        int at = from;
        boolean minus = at < end && text[at] == '-';
        at += at < end && (text[at] == '-' || text[at] == '+') ? 1 : 0;
        int exponent = 0;
        if (at == end) {
            return false;
        }
        for (; at < end; at++) {
            if (text[at] < '0' || text[at] > '9') {
                return false;
            }
            exponent = exponent * 10 + (text[at] - '0');
            if (exponent > MOST_EXPONENT) {
                return false;
            }
        }
        scale -= minus ? -exponent : exponent;
        return true;
    }

    /** How many digits stand behind the point; 0 for a whole number. */
    int fractionDigits() {
        return Math.max(0, scale);
    }

    /** How many digits stand before the point. */
    int wholeDigits() {
        return Math.max(0, count - scale);
    }

    /** Whether it has at most {@code precision} digits at {@code wanted} fractional ones; if so, becomes {@code number}. */
    boolean fits(int precision, int wanted, UnscaledNumber number) {
        int zeros = wanted - scale;
        if (zeros < 0 || (count > 0 && count + zeros > Math.min(precision, MOST_DIGITS))) {
            return false;
        }
        int first = Math.min(count, LONG_DIGITS);
        long leading = 0;
        for (int i = 0; i < first; i++) {
            leading = leading * 10 + digits[i];
        }
        number.set(leading);
        for (int i = first; i < count; i++) {
            number.multiplyAdd(10, digits[i]);
        }
        for (int left = count == 0 ? 0 : zeros; left > 0; left -= LONG_DIGITS) {
            number.multiplyAdd(POWERS[Math.min(left, LONG_DIGITS)], 0);
        }
        if (negative) {
            number.negate();
        }
        return true;
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
