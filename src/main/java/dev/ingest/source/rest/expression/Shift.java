package dev.ingest.source.rest.expression;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.time.temporal.Temporal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way along the calendar, then along the clock. */
record Shift(Period calendar, Duration clock) {
    private static final Pattern SHORT = Pattern.compile("(-?)(\\d{1,9})(ms|mo|[smhdwy])");

    /**
     * Reads {@code 3d}, {@code -2h}, {@code 1mo}, {@code P1Y2M}, {@code -PT30M}.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Shift parse(String written) {
        Matcher parts = SHORT.matcher(written);
        if (parts.matches()) {
            int amount = Integer.parseInt(parts.group(1) + parts.group(2));
            return of(amount, parts.group(3));
        }
        try {
            return written.contains("T")
                    ? new Shift(Period.ZERO, Duration.parse(written))
                    : new Shift(Period.parse(written), Duration.ZERO);
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException(
                    "'" + written + "' is no duration, as 30m, 2h, 3d, 1mo, 1y, P1M or PT1H", unreadable);
        }
    }

    /** {@code date} moved; a date stays one unless the clock is part of the way. */
    Temporal from(Temporal date) {
        Temporal moved = date.plus(calendar);
        if (clock.isZero()) {
            return moved;
        }
        return (moved instanceof LocalDate day ? day.atStartOfDay() : moved).plus(clock);
    }

    private static Shift of(int amount, String unit) {
        return switch (unit) {
            case "y" -> new Shift(Period.ofYears(amount), Duration.ZERO);
            case "mo" -> new Shift(Period.ofMonths(amount), Duration.ZERO);
            case "w" -> new Shift(Period.ofWeeks(amount), Duration.ZERO);
            case "d" -> new Shift(Period.ofDays(amount), Duration.ZERO);
            case "h" -> new Shift(Period.ZERO, Duration.ofHours(amount));
            case "m" -> new Shift(Period.ZERO, Duration.ofMinutes(amount));
            case "s" -> new Shift(Period.ZERO, Duration.ofSeconds(amount));
            default -> new Shift(Period.ZERO, Duration.ofMillis(amount));
        };
    }
}
