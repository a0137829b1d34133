package dev.ingest.source.rest.expression;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Functions of dates. A date is text as ISO 8601 writes it: {@code 2026-01-27}, {@code 2026-01-27T10:00:00}, {@code
 * 2026-01-27T10:00:00.5+01:00}; what names no zone is of the zone that the call names, else of UTC.
 */
final class Dates {
    private static final DateTimeFormatter CLOCK = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withChronology(IsoChronology.INSTANCE)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final int DATE_LENGTH = "2026-01-27".length();

    private Dates() {}

    static String now(Arguments arguments) {
        return DateTimeFormatter.ISO_INSTANT.format(arguments.now());
    }

    static Node today(List<Operand> operands) {
        ZoneId zone = zone(operands, 0);
        return Function.of(arguments ->
                        Function.text(arguments.now().atZone(zone).toLocalDate().toString()))
                .call(List.of());
    }

    static Node parsing(List<Operand> operands) {
        DateFormat format = DateFormat.of(literal(operands, 1, "format"));
        ZoneId zone = zone(operands, 2);
        return Function.of(arguments -> Function.text(checked(arguments, () -> written(format.parse(arguments, zone)))))
                .call(operands);
    }

    static Node formatting(List<Operand> operands) {
        DateFormat format = DateFormat.of(literal(operands, 1, "format"));
        ZoneId zone = zone(operands, 2);
        return Function.of(arguments -> checked(arguments, () -> format.format(zoned(date(arguments), zone))))
                .call(operands);
    }

    static Node adding(List<Operand> operands) {
        Shift shift = Shift.parse(literal(operands, 1, "duration"));
        return Function.of(arguments -> Function.text(checked(arguments, () -> written(shift.from(date(arguments))))))
                .call(operands);
    }

    private static Temporal date(Arguments arguments) {
        String text = arguments.text(0).strip();
        if (text.length() == DATE_LENGTH) {
            return LocalDate.parse(text);
        }
        String clock = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' '
                ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
                : text;
        TemporalAccessor parsed = CLOCK.parseBest(clock, OffsetDateTime::from, LocalDateTime::from);
        return (Temporal) parsed;
    }

    private static ZonedDateTime zoned(Temporal date, ZoneId zone) {
        if (date instanceof OffsetDateTime moment) {
            return moment.atZoneSameInstant(zone);
        }
        return date instanceof LocalDateTime clock
                ? clock.atZone(zone)
                : LocalDate.from(date).atStartOfDay(zone);
    }

    private static String written(Temporal date) {
        if (date instanceof LocalDate) {
            return date.toString();
        }
        return date instanceof LocalDateTime
                ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(date)
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date);
    }

    /** Says what the value is not; the value itself stays out of the message. */
    private static <T> T checked(Arguments arguments, Supplier<T> work) {
        try {
            return work.get();
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw new EvaluationException(arguments.written(0) + " is " + Values.kind(arguments.value(0))
                    + " that writes no date of the years and the form that are meant here");
        }
    }

    private static ZoneId zone(List<Operand> operands, int index) {
        if (operands.size() <= index) {
            return ZoneOffset.UTC;
        }
        String written = literal(operands, index, "zone");
        try {
            return ZoneId.of(written);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("'" + written + "' is no time zone, as UTC, +01:00 or Europe/Oslo");
        }
    }

    private static String literal(List<Operand> operands, int index, String what) {
        return operands.get(index)
                .literalText()
                .orElseThrow(() -> new IllegalArgumentException("the " + what + " is a text in quotes"));
    }
}
