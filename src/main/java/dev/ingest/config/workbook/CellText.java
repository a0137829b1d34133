package dev.ingest.config.workbook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Turns what a cell stores into the text people mean by it. */
final class CellText {
    private static final Pattern WHOLE = Pattern.compile("-?\\d+");
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final long MILLIS_A_DAY = 86_400_000L;
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MILLIS = new DateTimeFormatterBuilder()
            .append(SECONDS)
            .appendFraction(ChronoField.NANO_OF_SECOND, 3, 3, true)
            .toFormatter(java.util.Locale.ROOT);

    private CellText() {}

    /** Text without spaces at its ends, the invisible ones that come with pasting included. */
    static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Excel writes control characters in its XML as {@code _x000D_}. */
    static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPE.matcher(text)
                        .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                                String.valueOf((char) Integer.parseInt(found.group(1), 16))))
                : text;
    }

    /** A number without exponent; whole numbers without a fraction. Other text is returned as it is. */
    static String number(String stored) {
        if (WHOLE.matcher(stored).matches()) {
            return stored;
        }
        try {
            BigDecimal value = new BigDecimal(Double.toString(Double.parseDouble(stored)));
            return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException noNumber) {
            return stored;
        }
    }

    /**
     * The moment that Excel stores as days since its epoch, to the millisecond; a negative number stays a number.
     *
     * <p>Excel counts a 29 February 1900 that never was, so days before 1 March 1900 are one off.
     */
    static String date(String stored, DateFormat format, DateEpoch epoch) {
        double serial = Double.parseDouble(stored);
        if (serial < 0 || serial > 2_958_466) {
            return number(stored);
        }
        long millis = Math.round(serial * MILLIS_A_DAY);
        long days = Math.floorDiv(millis, MILLIS_A_DAY);
        LocalDate day = switch (epoch) {
            case FROM_1904 -> EPOCH_1904.plusDays(days);
            case FROM_1900 -> LocalDate.of(1899, 12, days < 60 ? 31 : 30).plusDays(days);
        };
        LocalTime time = LocalTime.ofNanoOfDay(Math.floorMod(millis, MILLIS_A_DAY) * 1_000_000L);
        return written(day.atTime(time), format);
    }

    private static String written(LocalDateTime moment, DateFormat format) {
        if (format == DateFormat.DAY && moment.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return moment.toLocalDate().toString();
        }
        return (moment.truncatedTo(ChronoUnit.SECONDS).equals(moment) ? SECONDS : MILLIS).format(moment);
    }

    /** Whether a date cell that reads {@code cell} may stand for {@code text}, which may be more precise than Excel. */
    static boolean sameMoment(String cell, String text) {
        return normal(cell).equals(normal(text));
    }

    private static String normal(String text) {
        try {
            String spaced = text.replace('T', ' ');
            LocalDateTime moment = spaced.length() == 10
                    ? LocalDate.parse(spaced).atStartOfDay()
                    : LocalDateTime.parse(spaced.replace(' ', 'T'));
            return moment.plusNanos(500_000).truncatedTo(ChronoUnit.MILLIS).toString();
        } catch (java.time.DateTimeException noMoment) {
            return text;
        }
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || c == '\u200b'
                || c == '\ufeff';
    }
}
