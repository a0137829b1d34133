package dev.ingest.run;

import dev.ingest.source.Source;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run at the user's wish: the job that reads is cancelled, the one that is being published finishes, and no other
 * begins.
 */
public final class StopSignal {
    private final AtomicBoolean requested = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Source reading;

    /** Asks the run to end; returns at once. */
    public synchronized void request() {
        requested.set(true);
        if (reading != null) {
            reading.cancel();
        }
    }

    public boolean requested() {
        return requested.get();
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
    synchronized void reads(Source source) {
        reading = source;
        if (requested.get()) {
            source.cancel();
        }
    }

    /** From here on a request waits: what was staged is being published, or nothing is read. */
    synchronized void readsNothing() {
        reading = null;
    }
}
