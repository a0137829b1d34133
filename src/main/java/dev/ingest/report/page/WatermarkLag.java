package dev.ingest.report.page;

import dev.ingest.report.history.Progress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/** How far a watermark that is a time lies behind. */
final class WatermarkLag {
    private WatermarkLag() {}

    /** From the watermark to {@code now}; a clock without a zone is read in that of {@code now}. Absent for other types. */
    static Optional<Duration> of(Progress progress, ZonedDateTime now) {
        String text = progress.watermark();
        try {
            return switch (progress.type()) {
                case DATE -> Optional.of(between(LocalDate.parse(text).atStartOfDay(), now));
                case TIMESTAMP -> Optional.of(between(clock(text), now));
                case TIMESTAMP_UTC -> {
                    Instant instant = clock(text.replace("+00:00", "")).toInstant(ZoneOffset.UTC);
                    yield Optional.of(Duration.between(instant, now.toInstant()));
                }
                case INTEGER, DECIMAL, TEXT, ROWVERSION -> Optional.empty();
            };
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static LocalDateTime clock(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static Duration between(LocalDateTime mark, ZonedDateTime now) {
        return Duration.between(mark.atZone(now.getZone()), now);
    }
}
