package dev.ingest.landing.adls;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says in the log whom a request waits for: ABFS repeats one for minutes and says nothing. */
final class WaitNotice implements AutoCloseable {
    private final String authority;
    private final Duration every;
    private final Consumer<String> log;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "storage-wait");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param authority who is asked
     * @param every how long a request may take before it is spoken of, and spoken of again
     * @param log takes what is said
     */
    WaitNotice(String authority, Duration every, Consumer<String> log) {
        this.authority = authority;
        this.every = every;
        this.log = log;
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Does {@code request}; {@code what} says what it is for: {@code create shop/orders/x}. */
    <T> T during(String what, Request<T> request) throws IOException {
        long begun = System.nanoTime();
        Future<?> notice = timer.scheduleAtFixedRate(
                () -> log.accept("Waiting for " + authority + " since "
                        + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s: " + what),
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return request.run();
        } finally {
            notice.cancel(false);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Something that the service is asked for. */
    @FunctionalInterface
    interface Request<T> {
        T run() throws IOException;
    }
}
