package dev.ingest.run.watch;

import dev.ingest.source.Source;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run at the user's wish: the job that reads is cancelled, the one that is being published finishes, and no other
 * begins.
 */
public final class StopSignal {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Source reading;

    /** Asks the run to end; returns at once. */
    public synchronized void request() {
        requested.countDown();
        if (reading != null) {
            reading.cancel();
        }
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
        reading = source;
        if (requested()) {
            source.cancel();
        }
    }

    /** From here on a request waits: what was staged is being published, or nothing is read. */
    public synchronized void readsNothing() {
        reading = null;
    }
}
