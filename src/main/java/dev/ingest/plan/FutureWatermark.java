package dev.ingest.plan;

import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorDistance;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.SourceClock;
import dev.ingest.job.cursor.Watermark;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Tells a watermark that lies above all that its source holds: with it no row is read, and nothing fails. */
final class FutureWatermark {
    /** What we wrote ourselves may lie ahead of a clock that was put into another zone. */
    private static final Duration BETWEEN_ZONES = Duration.ofHours(26);

    private final Cursor cursor;

    FutureWatermark(Cursor cursor) {
        this.cursor = cursor;
    }

    /** A sentence that says so, the value first; empty where the watermark is below, or nobody can tell. */
    Optional<String> warn(Watermark watermark, Horizon horizon) {
        try {
            String value = CursorText.canonical(cursor.type(), watermark.value());
            return cursor.type().isTime()
                    ? horizon.clock().flatMap(clock -> byClock(value, watermark.origin(), clock))
                    : horizon.high().flatMap(high -> byValue(value, high));
        } catch (IllegalArgumentException noValue) {
            return Optional.empty();
        }
    }

    private Optional<String> byClock(String value, Watermark.Origin origin, SourceClock clock) {
        boolean drifts = origin == Watermark.Origin.COMMITTED && cursor.type() != CursorType.TIMESTAMP_UTC;
        String latest = drifts ? betweenZones().after(clock.now()) : clock.now();
        return when(
                CursorText.compare(cursor.type(), value, latest) > 0,
                value + " lies in the future: the clock of its source shows " + clock.now()
                        + ", and until then no row is read.");
    }

    private Optional<String> byValue(String value, Bound high) {
        return when(
                CursorText.compare(cursor.type(), value, high.value()) > 0,
                value + " lies above all values of " + cursor.column() + ", the highest of which is " + high.value()
                        + ": until there is a higher one no row is read.");
    }

    private static Optional<String> when(boolean beyond, String sentence) {
        return beyond ? Optional.of(sentence) : Optional.empty();
    }

    private CursorDistance betweenZones() {
        return cursor.type() == CursorType.DATE
                ? new CursorDistance(CursorType.DATE, BigDecimal.valueOf(BETWEEN_ZONES.toDays() + 1))
                : new CursorDistance(cursor.type(), BigDecimal.valueOf(BETWEEN_ZONES.toNanos()));
    }
}
