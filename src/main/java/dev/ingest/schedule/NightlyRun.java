package dev.ingest.schedule;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/**
 * A run of all jobs, once a day.
 *
 * @param name by which the scheduler knows it
 * @param home an absolute folder with a start script
 * @param first when it starts first, and at which time each day, on this machine's clock
 * @param limit after which it is ended
 * @param account who runs it; whoever installs it where none is named
 */
public record NightlyRun(String name, Path home, LocalDateTime first, Duration limit, Optional<String> account) {
    /** A run that takes longer would keep the next from starting. */
    private static final Duration MOST = Duration.ofHours(23);

    public NightlyRun {
        limit = limit.compareTo(MOST) > 0 ? MOST : limit;
    }

    /** The first time after {@code now} that a clock shows {@code at}. */
    public static LocalDateTime next(LocalTime at, LocalDateTime now) {
        LocalDateTime today = now.toLocalDate().atTime(at);
        return today.isAfter(now) ? today : today.plusDays(1);
    }

    LocalTime at() {
        return first.toLocalTime();
    }
}
