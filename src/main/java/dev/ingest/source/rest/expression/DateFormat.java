package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
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
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** How an API writes dates: {@code iso}, {@code date}, {@code epoch_s}, {@code epoch_ms}, or a pattern of Java's. */
sealed interface DateFormat {
    /**
     * The format that {@code written} names.
     *
     * @throws IllegalArgumentException for a pattern that is none
     */
    static DateFormat of(String written) {
        return switch (written) {
            case "iso" -> new Pattern(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            case "date" -> new Pattern(DateTimeFormatter.ISO_LOCAL_DATE);
            case "epoch_s" -> new Epoch(0);
            case "epoch_ms" -> new Epoch(3);
            default -> new Pattern(pattern(written));
        };
    }

    JsonNode format(ZonedDateTime date);

    /** A date, or a moment in UTC; a clock reading that names no zone is of {@code zone}. */
    Temporal parse(Arguments arguments, ZoneId zone);

    /**
     * Counted from 1970, exactly.
     *
     * @param digits of a second's fraction in front of the point
     */
    record Epoch(int digits) implements DateFormat {
        private static final int NANO_DIGITS = 9;

        @Override
        public JsonNode format(ZonedDateTime date) {
            BigDecimal seconds =
                    BigDecimal.valueOf(date.toEpochSecond()).add(BigDecimal.valueOf(date.getNano(), NANO_DIGITS));
            return Values.number(seconds.movePointRight(digits));
        }

        @Override
        public Temporal parse(Arguments arguments, ZoneId zone) {
            BigDecimal nanos = Numbers.written(arguments).decimalValue().movePointRight(NANO_DIGITS - digits);
            BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.TEN.pow(NANO_DIGITS));
            return Instant.ofEpochSecond(seconds[0].longValueExact(), seconds[1].longValueExact())
                    .atOffset(ZoneOffset.UTC);
        }
    }

    record Pattern(DateTimeFormatter formatter) implements DateFormat {
        @Override
        public JsonNode format(ZonedDateTime date) {
            return Function.text(formatter.format(date));
        }

        @Override
        public Temporal parse(Arguments arguments, ZoneId zone) {
            TemporalAccessor parsed = formatter.parseBest(
                    arguments.text(0).strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (parsed instanceof OffsetDateTime moment) {
                return moment.withOffsetSameInstant(ZoneOffset.UTC);
            }
            return parsed instanceof LocalDateTime clock
                    ? clock.atZone(zone).toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC)
                    : LocalDate.from(parsed);
        }
    }

    /** Strict, so that no 31 February becomes the 28th; years of patterns are those of our era. */
    private static DateTimeFormatter pattern(String written) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(written)
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withChronology(IsoChronology.INSTANCE)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(
                    "'" + written + "' is none of iso, date, epoch_s, epoch_ms nor a pattern as yyyy-MM-dd",
                    unreadable);
        }
    }
}
