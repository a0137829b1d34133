package dev.ingest.plan;

import dev.ingest.job.cursor.CursorDistance;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.SourceClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/** How far behind what was read a column without a zone may be written later on. */
final class ZoneOverlap {
    /** No clock on earth is further behind UTC. */
    private static final Duration FURTHEST_BEHIND = Duration.ofHours(12);

    private static final Period PAST = Period.ofYears(1);
    private static final Period AHEAD = Period.ofYears(2);

    private ZoneOverlap() {}

    /**
     * The distance; empty where no later clock shows less.
     *
     * @param clock what the source's clock shows
     * @param writers the zone that all writers keep, where a person says so; else they may keep any
     */
    static Optional<CursorDistance> of(CursorType type, SourceClock clock, Optional<ZoneId> writers) {
        return switch (type) {
            case DATE -> days(writers.map(zone -> backOverMidnight(zone, clock)).orElseGet(() -> anyZone(clock)));
            case TIMESTAMP ->
                distance(type, nanos(writers.map(zone -> back(zone, clock)).orElseGet(() -> anyZone(clock))));
            default -> Optional.empty();
        };
    }

    private static Duration anyZone(SourceClock clock) {
        ZoneOffset offset = clock.zone().getRules().getOffset(local(clock));
        return FURTHEST_BEHIND.plusSeconds(offset.getTotalSeconds());
    }

    /** The most that clocks in {@code zone} are put back, about now. */
    private static Duration back(ZoneId zone, SourceClock clock) {
        return furthest(zone, clock, transition -> transition.getDuration().negated());
    }

    private static Duration backOverMidnight(ZoneId zone, SourceClock clock) {
        return furthest(zone, clock, transition -> {
            LocalDate last = transition.getDateTimeBefore().minusNanos(1).toLocalDate();
            return transition.getDateTimeAfter().toLocalDate().isBefore(last) ? Duration.ofDays(1) : Duration.ZERO;
        });
    }

    private interface Distance {
        Duration of(ZoneOffsetTransition transition);
    }

    private static Duration furthest(ZoneId zone, SourceClock clock, Distance distance) {
        ZoneRules rules = zone.getRules();
        Instant end = local(clock).plus(AHEAD).toInstant(ZoneOffset.UTC);
        Duration furthest = Duration.ZERO;
        ZoneOffsetTransition next =
                rules.nextTransition(local(clock).minus(PAST).toInstant(ZoneOffset.UTC));
        while (next != null && next.getInstant().isBefore(end)) {
            Duration here = distance.of(next);
            furthest = here.compareTo(furthest) > 0 ? here : furthest;
            next = rules.nextTransition(next.getInstant());
        }
        return furthest;
    }

    private static LocalDateTime local(SourceClock clock) {
        return clock.now().indexOf(' ') < 0
                ? LocalDate.parse(clock.now()).atStartOfDay()
                : LocalDateTime.parse(clock.now().replace(' ', 'T'));
    }

    private static Optional<CursorDistance> days(Duration distance) {
        long days = distance.plusDays(1).minusNanos(1).toDays();
        return distance(CursorType.DATE, BigDecimal.valueOf(days));
    }

    private static BigDecimal nanos(Duration distance) {
        return BigDecimal.valueOf(distance.toNanos());
    }

    private static Optional<CursorDistance> distance(CursorType type, BigDecimal amount) {
        return amount.signum() > 0 ? Optional.of(new CursorDistance(type, amount)) : Optional.empty();
    }
}
