package dev.ingest.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NightlyRunTest {
    private static final LocalDateTime EVENING = LocalDateTime.parse("2026-11-28T22:05");

    @Test
    void theFirstRunIsTheNextOneOfTheClock() {
        assertEquals(LocalDateTime.parse("2026-11-29T03:30"), NightlyRun.next(LocalTime.of(3, 30), EVENING));
        assertEquals(LocalDateTime.parse("2026-11-28T23:00"), NightlyRun.next(LocalTime.of(23, 0), EVENING));
    }

    @Test
    void aRunEndsBeforeTheNextOneStarts() {
        NightlyRun run = new NightlyRun("ingest", Path.of("home"), EVENING, Duration.ofDays(25), Optional.empty());
        assertEquals(Duration.ofHours(23), run.limit());
    }
}
