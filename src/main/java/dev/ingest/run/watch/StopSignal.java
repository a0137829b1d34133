package dev.ingest.run.watch;

import dev.ingest.source.Source;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a run at the user's wish: the jobs that read are cancelled, those that are being published finish, and no other
 * begins.
 */
public final class StopSignal {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final Set<Source> reading = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Asks the run to end; returns at once. */
    public synchronized void request() {
        requested.countDown();
        reading.forEach(StopSignal::cancel);
    }

    public boolean requested() {
        return requested.getCount() == 0;
    }

    /** Waits for {@code pause}, or until the run is asked to end; whether it is. */
    public boolean requestedWithin(Duration pause) {
        try {
            return requested.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Waits until the run is over; false when it is not within {@code seconds}. */
    public boolean awaitEnd(long seconds) throws InterruptedException {
        return over.await(seconds, TimeUnit.SECONDS);
    }

    /** The run is over. */
    public void ended() {
        over.countDown();
    }

    /** From here on a request cancels {@code source}. */
    public synchronized void reads(Source source) {
        reading.add(source);
        if (requested()) {
            cancel(source);
        }
    }

    /** From here on a request lets {@code source} be: what was staged is being published, or it is closed. */
    public synchronized void readsNoMore(Source source) {
        reading.remove(source);
    }

    /** One source that cannot be cancelled keeps no other from it; its job ends by itself. */
    private static void cancel(Source source) {
        try {
            source.cancel();
        } catch (RuntimeException e) {
            LOG.debug("A source could not be cancelled", e);
        }
    }
}
