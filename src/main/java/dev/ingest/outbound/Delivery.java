package dev.ingest.outbound;

import dev.ingest.config.DurationText;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hands something to somebody who may be silent. What may pass by itself is tried again; whoever waits goes on in time, whatever
 * the other side does.
 *
 * @param most how long all attempts may take together
 * @param pauses between two attempts, one more attempt than there are pauses
 */
public record Delivery(Duration most, List<Duration> pauses) {
    public Delivery {
        pauses = List.copyOf(pauses);
    }

    /** With three attempts. */
    public static Delivery within(Duration most) {
        return new Delivery(most, List.of(Duration.ofSeconds(1), Duration.ofSeconds(5)));
    }

    /** One attempt. */
    @FunctionalInterface
    public interface Attempt {
        /**
         * Hands it over.
         *
         * @throws IngestException whose outlook says whether another attempt is worth it
         */
        void run() throws InterruptedException;
    }

    /**
     * Hands it over.
     *
     * @param to who takes it, for messages: {@code the webhook at hooks.slack.com}
     * @throws IngestException the last attempt's, or that time is up
     */
    public void deliver(String to, Attempt attempt) {
        FutureTask<Boolean> work = new FutureTask<>(() -> patiently(attempt));
        // What is stuck in a system call for good holds up no end of the process.
        Thread thread = new Thread(work, "delivery");
        thread.setDaemon(true);
        thread.start();
        try {
            work.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            work.cancel(true);
            throw new IngestException(
                    FailureKind.CONNECT,
                    Outlook.PASSES,
                    "Cannot reach " + to + ": it has not answered within " + DurationText.of(most)
                            + ". See that it is up, and that no firewall or proxy is in the way.");
        } catch (InterruptedException e) {
            work.cancel(true);
            Thread.currentThread().interrupt();
            throw new IngestException(FailureKind.CONNECT, "Cannot reach " + to + ": this process is to end.");
        } catch (ExecutionException e) {
            throw failure(to, Optional.ofNullable(e.getCause()).orElse(e));
        }
    }

    private boolean patiently(Attempt attempt) throws InterruptedException {
        for (Duration pause : pauses) {
            try {
                attempt.run();
                return true;
            } catch (IngestException e) {
                if (e.outlook() != Outlook.PASSES) {
                    throw e;
                }
                Thread.sleep(pause.toMillis());
            }
        }
        attempt.run();
        return true;
    }

    private static IngestException failure(String to, Throwable cause) {
        return cause instanceof IngestException expected
                ? expected.again()
                : new IngestException(
                        FailureKind.CONNECT,
                        "Cannot reach " + to + ": " + cause + ". Please report this with the log.",
                        cause);
    }
}
