package dev.ingest.report.page;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, sizes and times as people read them. */
final class Shown {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Shown() {}

    /** {@code 1,234,567}. */
    static String number(long number) {
        String digits = Long.toString(number);
        StringBuilder grouped = new StringBuilder(digits);
        for (int at = digits.length() - 3; at > (number < 0 ? 1 : 0); at -= 3) {
            grouped.insert(at, ',');
        }
        return grouped.toString();
    }

    /** {@code 1.5M}, short enough for an axis. */
    static String brief(long number) {
        double rest = number;
        int unit = 0;
        while (rest >= 1000 && unit < 4) {
            rest /= 1000;
            unit++;
        }
        return trimmed(rest) + new String[] {"", "k", "M", "G", "T"}[unit];
    }

    /** {@code 1.5 MB}, by thousands. */
    static String bytes(long bytes) {
        double rest = bytes;
        int unit = 0;
        while (rest >= 1000 && unit < UNITS.length - 1) {
            rest /= 1000;
            unit++;
        }
        return trimmed(rest) + " " + UNITS[unit];
    }

    private static String trimmed(double value) {
        long tenths = Math.round(value * 10);
        return tenths >= 1000 || tenths % 10 == 0 ? number(Math.round(value)) : tenths / 10 + "." + tenths % 10;
    }

    /** {@code 4.2 s}, {@code 12 min}, {@code 3 h 20 min}, {@code 5 days}. */
    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return trimmed(duration.toMillis() / 1000.0) + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds < 600 && seconds % 60 > 0 ? " " + seconds % 60 + " s" : "");
        }
        long hours = seconds / 3600;
        if (hours < 48) {
            long minutes = seconds / 60 % 60;
            return hours + " h" + (minutes > 0 ? " " + minutes + " min" : "");
        }
        return hours / 24 + " days";
    }

    /** {@code 2026-01-29 06:12}. */
    static String moment(LocalDateTime moment) {
        return MOMENT.format(moment);
    }
}
