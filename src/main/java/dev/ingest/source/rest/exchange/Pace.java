package dev.ingest.source.rest.exchange;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * How time passes.
 *
 * @param jitter numbers from 0 to 1
 */
public record Pace(Clock clock, Pause pause, DoubleSupplier jitter) {

    /** Waits. */
    @FunctionalInterface
    public interface Pause {
        /** Returns after {@code length}, or as soon as {@code stop} has been counted down. */
        void await(Duration length, CountDownLatch stop) throws InterruptedException;
    }

    /** As the clock on the wall has it. */
    public static Pace real() {
        return new Pace(
                Clock.systemUTC(),
                (length, stop) -> {
                    boolean stopped = stop.await(length.toNanos(), TimeUnit.NANOSECONDS);
                    assert stopped || !length.isNegative();
                },
                () -> ThreadLocalRandom.current().nextDouble());
    }
}
