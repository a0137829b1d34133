package dev.ingest.source.rest.exchange;

import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.secret.Secret;
import dev.ingest.source.rest.endpoint.Placement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A token that is renewed before it expires, and when it is refused; one for all jobs of a source. */
final class LivingToken implements Proof {
    private static final Duration AHEAD = Duration.ofSeconds(60);
    private static final long LOOKS_AFTER_MILLIS = 100;
    private static final String LOG_IN = "log in";

    private final TokenSource source;
    private final Placement placement;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();
    private Optional<Secret> token = Optional.empty();
    private Instant good = Instant.MIN;
    /** A login that was refused is not tried again: accounts get locked. */
    private Optional<IngestException> refusal = Optional.empty();

    LivingToken(TokenSource source, Placement placement, Clock clock) {
        this.source = source;
        this.placement = placement;
        this.clock = clock;
    }

    @Override
    public Request prove(Request request, Stop stop) {
        enter(stop);
        try {
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            if (token.isEmpty() || !clock.instant().isBefore(good)) {
                renew(stop);
            }
            return Proof.placed(request, placement, token.orElseThrow());
        } finally {
            turn.unlock();
        }
    }

    /** Whoever waits while another logs in can be stopped. */
    private void enter(Stop stop) {
        try {
            while (!turn.tryLock(LOOKS_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
                if (stop.isPulled()) {
                    throw Stop.stopped().failure(LOG_IN, "");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Stop.stopped().failure(LOG_IN, "");
        }
    }

    @Override
    public boolean renew(Request proven) {
        turn.lock();
        try {
            if (token.filter(current -> Proof.placed(proven, placement, current).equals(proven))
                    .isPresent()) {
                token = Optional.empty();
            }
            return true;
        } finally {
            turn.unlock();
        }
    }

    private void renew(Stop stop) {
        Instant asked = clock.instant();
        try {
            TokenSource.Fresh fresh = source.ask(stop);
            token = Optional.of(fresh.token());
            good = fresh.lifetime().map(lifetime -> asked.plus(worth(lifetime))).orElse(Instant.MAX);
        } catch (IngestException e) {
            if (e.outlook() == Outlook.STAYS && !stop.isPulled()) {
                refusal = Optional.of(e);
            }
            throw e;
        }
    }

    /** A short life is used by three quarters. */
    private static Duration worth(Duration lifetime) {
        return lifetime.compareTo(AHEAD.multipliedBy(4)) > 0
                ? lifetime.minus(AHEAD)
                : lifetime.multipliedBy(3).dividedBy(4);
    }
}
