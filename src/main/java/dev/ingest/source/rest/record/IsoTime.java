package dev.ingest.source.rest.record;

/**
 * Reads {@code 2026-01-27T10:44:12.584Z}: date and time of day, with {@code T} or a blank between, with or without seconds,
 * fraction and offset. One is used for all values of a column.
 */
final class IsoTime {
    private static final long SECONDS_A_DAY = 86_400;
    private static final int NANO_DIGITS = 9;

    private char[] text = new char[0];
    private int at;
    private int end;
    private long seconds;
    private int nanos;
    private boolean zoned;

    /** Whether the characters are such a time; if so, the rest of this tells which. */
    boolean read(char[] source, int from, int length) {
        text = source;
        at = from;
        end = from + length;
        if (length < 16 || length > 40) {
            return false;
        }
        int year = digits(4);
        if (year < 1 || !skip('-')) {
            return false;
        }
        int month = digits(2);
        if (month < 1 || month > 12 || !skip('-')) {
            return false;
        }
        int day = digits(2);
        if (day < 1 || day > monthLength(year, month) || !(skip('T') || skip(' ') || skip('t'))) {
            return false;
        }
        int hour = digits(2);
        if (hour < 0 || hour > 23 || !skip(':')) {
            return false;
        }
        int minute = digits(2);
        if (minute < 0 || minute > 59) {
            return false;
        }
        int second = skip(':') ? digits(2) : 0;
        if (second < 0 || second > 59 || !fraction()) {
            return false;
        }
        seconds = days(year, month, day) * SECONDS_A_DAY + hour * 3_600L + minute * 60L + second;
        return offset() && at == end;
    }

    /** Whether an offset says which instant it is. */
    boolean isZoned() {
        return zoned;
    }

    /** Whether it has digits below a microsecond. */
    boolean hasNanos() {
        return nanos % 1_000 != 0;
    }

    /** Microseconds since 1970, by UTC where there is an offset. */
    long micros() {
        return seconds * 1_000_000 + nanos / 1_000;
    }

    /** Whether nanoseconds since 1970 fit in 64 bits. */
    boolean fitsNanos() {
        return seconds > -9_223_372_036L && seconds < 9_223_372_036L;
    }

    long nanos() {
        return seconds * 1_000_000_000 + nanos;
    }

    private boolean fraction() {
        nanos = 0;
        if (at == end || (text[at] != '.' && text[at] != ',')) {
            return true;
        }
        at++;
        int digits = 0;
        while (at < end && isDigit(text[at])) {
            if (digits == NANO_DIGITS) {
                return false;
            }
            nanos = nanos * 10 + (text[at++] - '0');
            digits++;
        }
        for (int i = digits; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return digits > 0;
    }

    private boolean offset() {
        zoned = at < end;
        if (!zoned || skip('Z') || skip('z')) {
            return true;
        }
        int sign = skip('+') ? 1 : skip('-') ? -1 : 0;
        int hours = sign == 0 ? -1 : digits(2);
        if (hours < 0 || hours > 18) {
            return false;
        }
        int minutes = 0;
        if (at < end) {
            skip(':');
            minutes = digits(2);
        }
        if (minutes < 0 || minutes > 59) {
            return false;
        }
        seconds -= sign * (hours * 3_600L + minutes * 60L);
        return true;
    }

    private boolean skip(char wanted) {
        boolean there = at < end && text[at] == wanted;
        at += there ? 1 : 0;
        return there;
    }

    /** The next {@code count} digits as a number; below 0 where they are none. */
    private int digits(int count) {
        if (at + count > end) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < count; i++) {
            char c = text[at++];
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int monthLength(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Days since 1970-01-01, counting years from March on so that a leap day ends one. */
    private static long days(int year, int month, int day) {
        int shifted = month > 2 ? year : year - 1;
        int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return 365L * shifted + shifted / 4 - shifted / 100 + shifted / 400 + ofYear - 719_468;
    }
}
