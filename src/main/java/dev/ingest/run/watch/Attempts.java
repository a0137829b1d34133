package dev.ingest.run.watch;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The attempts at one job: whether there is another, and when. */
public final class Attempts {
    private final String dataset;
    private final Retries retries;
    private final Outages outages;
    private final LongSupplier clock;
    private int made;
    private int failures;
    private long firstFailure;

    /** @param clock nanoseconds that only ever rise */
    public Attempts(String dataset, Retries retries, Outages outages, LongSupplier clock) {
        this.dataset = dataset;
        this.retries = retries;
        this.outages = outages;
        this.clock = clock;
    }

    /** How many there were beyond the first. */
    public int made() {
        return made;
    }

    /** The pause before the next attempt; empty when there is to be none. */
    public Optional<Duration> next(IngestException failure) {
        long now = clock.getAsLong();
        if (failures == 0) {
            firstFailure = now;
        }
        if (failure.outlook() == Outlook.STAYS || made >= retries.most().orElse(Integer.MAX_VALUE)) {
            return Optional.empty();
        }
        long begun = isOutage(failure) ? outages.since(dataset, now) : firstFailure;
        Duration left = retries.within().minusNanos(now - begun);
        if (left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        failures++;
        made++;
        Duration pause = retries.pause(failures);
        return Optional.of(pause.compareTo(left) <= 0 ? pause : rounded(left));
    }

    /** A load has ended well; another one of the job may follow. */
    public void succeeded() {
        failures = 0;
        outages.over(dataset);
    }

    /** What keeps one job from its source or lake keeps the others too; what breaks off a reading need not. */
    private static boolean isOutage(IngestException failure) {
        return failure.kind() != FailureKind.READ;
    }

    private static Duration rounded(Duration left) {
        return left.plusSeconds(1).minusNanos(1).truncatedTo(ChronoUnit.SECONDS);
    }
}
