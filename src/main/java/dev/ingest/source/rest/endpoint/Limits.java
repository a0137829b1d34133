package dev.ingest.source.rest.endpoint;

import java.time.Duration;

/**
 * How long and how much is waited for.
 *
 * @param read the longest silence of a server that owes an answer, or the rest of one
 * @param responseBytes the largest response, unpacked
 */
public record Limits(Duration connect, Duration read, long responseBytes) {
    /** What holds where nothing is written. */
    public static final Limits STANDARD = new Limits(Duration.ofSeconds(30), Duration.ofSeconds(60), 1L << 30);
}
