package dev.ingest.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeliveryTest {
    private static final Delivery PATIENT =
            new Delivery(Duration.ofSeconds(50), List.of(Duration.ofMillis(1), Duration.ofMillis(1)));

    private final AtomicInteger attempts = new AtomicInteger();

    private IngestException failing(Outlook outlook) {
        attempts.incrementAndGet();
        return new IngestException(FailureKind.CONNECT, outlook, "Cannot reach it. Wait.");
    }

    @Test
    void whatPassesIsTriedAgainAndNoMoreThanThreeTimes() {
        PATIENT.deliver("it", () -> {
            if (attempts.get() < 2) {
                throw failing(Outlook.PASSES);
            }
        });
        assertEquals(2, attempts.get());
        attempts.set(0);
        assertThrows(
                IngestException.class,
                () -> PATIENT.deliver("it", () -> {
                    throw failing(Outlook.PASSES);
                }));
        assertEquals(3, attempts.get());
    }

    @Test
    void whatStaysIsTriedOnce() {
        IngestException failure = assertThrows(
                IngestException.class,
                () -> PATIENT.deliver("it", () -> {
                    throw failing(Outlook.STAYS);
                }));
        assertEquals("Cannot reach it. Wait.", failure.getMessage());
        assertEquals(1, attempts.get());
    }

    /** A thread in a system call hears of no interruption. */
    @Test
    void whoeverIsSilentForGoodIsLeftInTime() {
        CountDownLatch never = new CountDownLatch(1);
        Delivery hasty = new Delivery(Duration.ofMillis(50), List.of());
        IngestException failure = assertThrows(
                IngestException.class,
                () -> hasty.deliver("the deaf", () -> {
                    boolean answered = false;
                    while (!answered) {
                        try {
                            never.await();
                            answered = true;
                        } catch (InterruptedException e) {
                            attempts.incrementAndGet();
                        }
                    }
                }));
        never.countDown();
        assertEquals(
                "Cannot reach the deaf: it has not answered within 50ms. See that it is up, and that no firewall or proxy"
                        + " is in the way.",
                failure.getMessage());
    }
}
