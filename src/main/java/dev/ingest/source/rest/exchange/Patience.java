package dev.ingest.source.rest.exchange;

import dev.failsafe.Execution;
import dev.failsafe.RetryPolicy;
import dev.ingest.config.DurationText;
import dev.ingest.failure.IngestException;
import dev.ingest.source.rest.endpoint.Retries;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what failed in passing. What the API itself asks to wait is waited, up to a bound, and does not count as time
 * lost.
 */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final double JITTER = 0.25;
    private static final double GROWTH = 2;

    private final Retries retries;
    private final Pace pace;
    private final RetryPolicy<Object> policy;

    Patience(Retries retries, Pace pace) {
        this.retries = retries;
        this.pace = pace;
        this.policy = RetryPolicy.builder()
                .handleIf(failure -> failure instanceof Fault fault && fault.course() == Fault.Course.AGAIN)
                .withMaxAttempts(retries.attempts())
                .withBackoff(retries.firstDelay(), longest(retries), GROWTH)
                .withJitter(JITTER)
                .build();
    }

    /** One attempt. */
    @FunctionalInterface
    interface Attempt<T> {
        T run() throws Fault;
    }

    /**
     * Runs {@code attempt} until it succeeds or nothing more is to be hoped for.
     *
     * @param what for messages: {@code read GET https://…}
     */
    <T> T insist(String what, Stop stop, Attempt<T> attempt) {
        Execution<Object> execution = Execution.of(policy);
        Instant begun = pace.clock().instant();
        Duration told = Duration.ZERO;
        while (true) {
            try {
                return attempt.run();
            } catch (Fault fault) {
                execution.recordException(fault);
                Duration spent = Duration.between(begun, pace.clock().instant()).minus(told);
                Duration delay = delay(fault, execution);
                boolean late = fault.told().isEmpty() && spent.plus(delay).compareTo(retries.within()) > 0;
                if (execution.isComplete() || late || stop.isPulled()) {
                    throw failure(what, fault, execution.getAttemptCount(), begun);
                }
                LOG.warn("{}: {}; trying again in {}.", what, fault.reason(), DurationText.of(delay));
                pause(what, delay, stop);
                told = fault.told().isPresent() ? told.plus(delay) : told;
            }
        }
    }

    private Duration delay(Fault fault, Execution<Object> execution) {
        return execution.isComplete() ? Duration.ZERO : fault.told().orElseGet(execution::getDelay);
    }

    private void pause(String what, Duration delay, Stop stop) {
        try {
            pace.pause().await(delay, stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Stop.stopped().failure(what, "");
        }
        if (stop.isPulled()) {
            throw Stop.stopped().failure(what, "");
        }
    }

    private IngestException failure(String what, Fault fault, int attempts, Instant begun) {
        String effort = attempts == 1
                ? ""
                : ", at the last of " + attempts + " attempts in "
                        + DurationText.of(Duration.ofSeconds(
                                Duration.between(begun, pace.clock().instant()).toSeconds()));
        return fault.failure(what, effort);
    }

    /** Failsafe wants it to be more than the first. */
    private static Duration longest(Retries retries) {
        return retries.longestDelay().compareTo(retries.firstDelay()) > 0
                ? retries.longestDelay()
                : retries.firstDelay().plusMillis(1);
    }
}
