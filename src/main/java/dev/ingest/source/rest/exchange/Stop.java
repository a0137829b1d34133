package dev.ingest.source.rest.exchange;

import dev.ingest.failure.FailureKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The cord by which another thread ends what one is waiting for. */
public final class Stop {
    private final CountDownLatch pulled = new CountDownLatch(1);
    private volatile Optional<Future<?>> underWay = Optional.empty();

    /** Ends what is under way and what would follow. */
    void pull() {
        pulled.countDown();
        underWay.ifPresent(future -> future.cancel(true));
    }

    boolean isPulled() {
        return pulled.getCount() == 0;
    }

    /** Returns after {@code length}, or as soon as the cord is pulled; says which. */
    boolean await(Duration length) throws InterruptedException {
        return pulled.await(length.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What is to end when the cord is pulled; it ends at once where that has happened. */
    void watch(Future<?> future) {
        underWay = Optional.of(future);
        if (isPulled()) {
            future.cancel(true);
        }
    }

    void unwatch() {
        underWay = Optional.empty();
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
