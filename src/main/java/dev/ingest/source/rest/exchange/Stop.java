package dev.ingest.source.rest.exchange;

import dev.ingest.failure.FailureKind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The cord by which another thread ends what some are waiting for. */
public final class Stop {
    private final CountDownLatch pulled = new CountDownLatch(1);
    private final Map<Long, Future<?>> underWay = new ConcurrentHashMap<>();
    private final AtomicLong watched = new AtomicLong();

    /** Ends what is under way and what would follow. */
    void pull() {
        pulled.countDown();
        underWay.values().forEach(future -> future.cancel(true));
    }

    boolean isPulled() {
        return pulled.getCount() == 0;
    }

    /** Returns after {@code length}, or as soon as the cord is pulled; says which. */
    boolean await(Duration length) throws InterruptedException {
        return pulled.await(length.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * What is to end when the cord is pulled; it ends at once where that has happened.
     *
     * @return for {@link #unwatch}
     */
    long watch(Future<?> future) {
        long number = watched.incrementAndGet();
        underWay.put(number, future);
        if (isPulled()) {
            future.cancel(true);
        }
        return number;
    }

    void unwatch(long number) {
        underWay.remove(number);
    }

    void check() throws Fault {
        if (isPulled() || Thread.currentThread().isInterrupted()) {
            throw stopped();
        }
    }

    static Fault stopped() {
        return Fault.lasting(FailureKind.READ, "it was stopped", "Run the job again");
    }
}
