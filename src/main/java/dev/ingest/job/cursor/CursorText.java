package dev.ingest.job.cursor;

import dev.ingest.job.name.Blanks;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.Locale;

/** The one text form of a cursor's value, as {@link CursorType} shows it: what cells, journals and states hold. */
public final class CursorText {
    private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    /** What people and other tools write: date, optional time, optional fraction, optional offset. */
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .appendPattern("[' ']")
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** The longest text that a cell of a workbook holds, in UTF-16 units; the watermark is kept in one. */
    public static final int LONGEST = 32_767;

    private CursorText() {}

    /** A clock's reading with no zone. */
    public static String of(LocalDateTime clock) {
        return WRITTEN.format(clock);
    }

    /** An instant, given as UTC's clock. */
    public static String ofUtc(LocalDateTime utc) {
        return WRITTEN.format(utc) + "+00:00";
    }

    /**
     * The canonical form of {@code text}.
     *
     * @throws IllegalArgumentException with the form that is expected, when it is no value of {@code type}
     */
    public static String canonical(CursorType type, String text) {
        String value = Blanks.stripped(text);
        try {
            return switch (type) {
                case DATE -> date(value);
                case TIMESTAMP -> naive(value);
                case TIMESTAMP_UTC -> instant(value);
                case INTEGER -> new BigDecimal(value).toBigIntegerExact().toString();
                case DECIMAL -> new BigDecimal(value).toPlainString();
                case TEXT -> text;
                case ROWVERSION -> rowversion(value);
            };
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(expected(type), e);
        }
    }

    /** The form of a value, as messages show it. */
    public static String expected(CursorType type) {
        return switch (type) {
            case DATE -> "a date as 2026-01-27";
            case TIMESTAMP -> "a time as 2026-01-27 10:44:12.584, without an offset";
            case TIMESTAMP_UTC -> "a time as 2026-01-27 10:44:12.584+00:00";
            case INTEGER -> "a whole number";
            case DECIMAL -> "a number as 4711.50";
            case TEXT -> "a text";
            case ROWVERSION -> "a row version as 0x00000000000007D1";
        };
    }

    /** The order of two canonical values, as the source has it. */
    public static int compare(CursorType type, String left, String right) {
        return switch (type) {
            case DATE -> LocalDate.parse(left).compareTo(LocalDate.parse(right));
            case TIMESTAMP -> clock(left).compareTo(clock(right));
            case TIMESTAMP_UTC -> clock(left.replace("+00:00", "")).compareTo(clock(right.replace("+00:00", "")));
            case INTEGER, DECIMAL -> new BigDecimal(left).compareTo(new BigDecimal(right));
            case TEXT ->
                Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
            case ROWVERSION -> left.compareTo(right);
        };
    }

    /** The clock in a canonical value that has no offset. */
    static LocalDateTime clock(String value) {
        return LocalDateTime.parse(value.replace(' ', 'T'));
    }

    private static String date(String value) {
        TemporalAccessor read = READ.parse(value);
        LocalDateTime clock = clock(read);
        if (!clock.equals(clock.toLocalDate().atStartOfDay())) {
            throw new DateTimeException("a time of day in a date");
        }
        return clock.toLocalDate().toString();
    }

    private static String naive(String value) {
        TemporalAccessor read = READ.parse(value);
        if (read.query(TemporalQueries.offset()) != null) {
            throw new DateTimeException("an offset where the column has no zone");
        }
        return of(clock(read));
    }

    private static String instant(String value) {
        TemporalAccessor read = READ.parse(value);
        ZoneOffset offset = read.query(TemporalQueries.offset());
        OffsetDateTime instant = clock(read).atOffset(offset == null ? ZoneOffset.UTC : offset);
        return ofUtc(instant.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
    }

    private static LocalDateTime clock(TemporalAccessor read) {
        LocalDate date = LocalDate.from(read);
        return read.isSupported(ChronoField.HOUR_OF_DAY) ? LocalDateTime.from(read) : date.atStartOfDay();
    }

    private static String rowversion(String value) {
        if (!value.matches("0[xX][0-9a-fA-F]{1,16}")) {
            throw new NumberFormatException(value);
        }
        return "0x" + "0".repeat(18 - value.length()) + value.substring(2).toUpperCase(Locale.ROOT);
    }
}
