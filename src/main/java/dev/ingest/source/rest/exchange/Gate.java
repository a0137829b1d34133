package dev.ingest.source.rest.exchange;

import dev.failsafe.RateLimiter;
import dev.ingest.source.rest.endpoint.Budget;
import dev.ingest.source.rest.endpoint.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets requests of all jobs of a source through as its budgets allow. */
final class Gate {
    /** How often one who waits for a place looks whether it was stopped. */
    private static final long GLANCE_SECONDS = 1;

    private final Pace pace;
    private final Semaphore places;
    private final List<Meter> meters = new ArrayList<>();
    private volatile Instant closedUntil = Instant.MIN;

    Gate(Traffic traffic, Pace pace) {
        this.pace = pace;
        this.places = new Semaphore(traffic.concurrency(), true);
        traffic.budgets()
                .forEach(budget -> meters.add(new Meter(
                        budget,
                        RateLimiter.<Object>smoothBuilder(budget.requests(), budget.per())
                                .build())));
    }

    private record Meter(Budget budget, RateLimiter<Object> limiter) {}

    /** Waits for a place among the requests under way, for one of {@code path}; {@link #leave} gives it back. */
    void enter(String path, Stop stop) throws Fault {
        try {
            for (Meter meter : meters) {
                if (meter.budget.covers(path)) {
                    await(meter.limiter.reservePermit(), stop);
                }
            }
            await(Duration.between(pace.clock().instant(), closedUntil), stop);
            while (!places.tryAcquire(GLANCE_SECONDS, TimeUnit.SECONDS)) {
                stop.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Stop.stopped();
        }
    }

    void leave() {
        places.release();
    }

    /** Keeps all jobs out for so long: the API said so to one of them. */
    void close(Duration length) {
        Instant until = pace.clock().instant().plus(length);
        synchronized (this) {
            closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
        }
    }

    private void await(Duration length, Stop stop) throws InterruptedException, Fault {
        if (length.compareTo(Duration.ZERO) > 0) {
            pace.pause().await(length, stop);
        }
        stop.check();
    }
}
