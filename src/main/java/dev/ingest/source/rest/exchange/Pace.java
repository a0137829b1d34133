package dev.ingest.source.rest.exchange;

import java.time.Clock;
import java.time.Duration;

/** How time passes. */
public record Pace(Clock clock, Pause pause) {

    /** Waits. */
    @FunctionalInterface
    public interface Pause {
        /** Returns after {@code length}, or as soon as {@code stop} is pulled. */
        void await(Duration length, Stop stop) throws InterruptedException;
    }

    /** As the clock on the wall has it. */
    public static Pace real() {
        return new Pace(Clock.systemUTC(), (length, stop) -> stop.await(length));
    }
}
