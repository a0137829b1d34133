package dev.ingest.run.watch;

import dev.ingest.config.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How often, and how long, a job is tried again after a failure that may pass by itself.
 *
 * @param within how long after the first failure another attempt may begin
 * @param most how many attempts there may be beyond the first; absent: as many as there is time for
 * @param pauses the pauses before them, one after the other; the last one comes before all others too
 */
public record Retries(Duration within, Optional<Integer> most, List<Duration> pauses) {
    private static final List<Duration> GROWING =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30));

    public Retries {
        pauses = List.copyOf(pauses);
    }

    /** With pauses of 1, 5, 15, 30, 30, … seconds. */
    public static Retries within(Duration within, Optional<Integer> most) {
        return new Retries(within, most, GROWING);
    }

    /** As users set it. */
    @Override
    public String toString() {
        return "retry_for = " + DurationText.of(within)
                + most.map(times -> ", job_retries = " + times).orElse("");
    }

    /** The pause before the attempt that follows {@code failures} others. */
    Duration pause(int failures) {
        return pauses.get(Math.min(failures, pauses.size()) - 1);
    }
}
