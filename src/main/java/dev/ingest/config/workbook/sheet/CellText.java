package dev.ingest.config.workbook.sheet;

import dev.ingest.job.name.Blanks;
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
public final class CellText {
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

    /** Excel writes control characters in its XML as {@code _x000D_}. */
    static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPE.matcher(text)
                        .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                                String.valueOf((char) Integer.parseInt(found.group(1), 16))))
                : text;
    }

    /**
     * Text as the content of an XML element that {@link #unescaped} gives back; ASCII alone, for any encoding.
     *
     * <p>XML has no control characters and makes line feeds of carriage returns; blanks alone count as an empty cell.
     */
    public static String escaped(String text) {
        boolean blank = Blanks.stripped(text).isEmpty();
        StringBuilder xml = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (blank
                    || !isXml(c)
                    || (c == '_'
                            && ESCAPE.matcher(text).region(i, text.length()).lookingAt())) {
                xml.append(String.format("_x%04X_", c));
            } else if (c == '&' || c == '<' || c == '>' || c > '~') {
                xml.append("&#").append(c).append(';');
            } else {
                xml.append((char) c);
            }
        }
        return xml.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || (c >= ' ' && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF);
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
     * The moment that Excel stores as days since its epoch, to the millisecond; what is none stays as it is.
     *
     * <p>Excel counts a 29 February 1900 that never was, so days before 1 March 1900 are one off.
     */
    static String date(String stored, DateFormat format, DateEpoch epoch) {
        double serial = serial(stored);
        if (!(serial >= 0 && serial <= 2_958_466)) {
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

    private static double serial(String stored) {
        try {
            return Double.parseDouble(stored);
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }

    private static String written(LocalDateTime moment, DateFormat format) {
        if (format == DateFormat.DAY && moment.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return moment.toLocalDate().toString();
        }
        return (moment.truncatedTo(ChronoUnit.SECONDS).equals(moment) ? SECONDS : MILLIS).format(moment);
    }
}
