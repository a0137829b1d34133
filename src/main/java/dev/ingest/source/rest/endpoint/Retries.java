package dev.ingest.source.rest.endpoint;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a request that failed in passing is sent again.
 *
 * @param attempts the first included
 * @param within the time for all attempts of a request, besides what the API itself asks to wait
 * @param firstDelay doubled with each attempt
 * @param longestWait the longest wait that the API may ask for; a longer one is cut to it
 * @param waitHeader the header by which the API says when to come back, besides those that are known
 */
public record Retries(
        int attempts,
        Duration within,
        Duration firstDelay,
        Duration longestDelay,
        Duration longestWait,
        Optional<String> waitHeader) {
    /** What holds where nothing is written. */
    public static final Retries STANDARD = new Retries(
            8,
            Duration.ofMinutes(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofMinutes(15),
            Optional.empty());
}
