package dev.ingest.commit.state;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Locale;

/** Moments as Python prints them. */
final class PythonTime {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    private static final DateTimeFormatter ZONED = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private PythonTime() {}

    /** {@code 2026-11-22T14:25:59.772031+00:00}. */
    static String iso(Instant moment) {
        return iso(LocalDateTime.ofInstant(moment, ZoneOffset.UTC)) + "+00:00";
    }

    /** {@code 2026-11-22T14:25:59.772031}; whole seconds have no fraction, finer than microseconds is cut. */
    static String iso(LocalDateTime moment) {
        LocalDateTime micros = moment.truncatedTo(ChronoUnit.MICROS);
        return micros.format(micros.equals(moment.truncatedTo(ChronoUnit.SECONDS)) ? SECONDS : MICROS);
    }

    /** The moment that ISO text or our own text tells; with no zone a {@link LocalDateTime}. */
    static Temporal parse(String text) {
        String iso = text.strip().replace(' ', 'T');
        String dated = iso.contains("T") ? iso : iso + "T00:00:00";
        return dated.matches(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)?)")
                ? OffsetDateTime.parse(dated, ZONED)
                : LocalDateTime.parse(dated);
    }
}
