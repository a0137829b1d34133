package dev.ingest.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.ingest.e2e.fixture.Await;
import dev.ingest.run.progress.JobPhase;
import dev.ingest.run.progress.JobProgress;
import dev.ingest.run.progress.RunProgress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class ProgressLogTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong nanos = new AtomicLong();
    private final RunProgress progress = new RunProgress(RunProgress.Estimates.UNWANTED, nanos::get);
    private final Logger log = (Logger) LoggerFactory.getLogger(ProgressLogTest.class);
    private final Lines lines = new Lines();

    /** Keeps what is logged. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            told.add(event.getFormattedMessage());
        }
    }

    @BeforeEach
    void listen() {
        lines.setContext(log.getLoggerContext());
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.INFO);
        log.setAdditive(false);
        progress.begins(2);
    }

    @AfterEach
    void listenNoMore() {
        log.detachAppender(lines);
        log.setAdditive(true);
        log.setLevel(null);
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void aJobThatIsSoonOverIsNotToldOf() {
        JobProgress quick = progress.next("crm.quick");
        passes(Duration.ofSeconds(59));
        try (ProgressLog looks = new ProgressLog(progress, log, MINUTE)) {
            looks.look();
            progress.ended(quick);
            passes(MINUTE);
            looks.look();
        }
        assertEquals(List.of(), lines.told);
    }

    @Test
    void eachThatTakesLongerHasItsLineEachTime() {
        JobProgress orders = progress.next("crm.orders");
        orders.enters(JobPhase.READING);
        passes(MINUTE);
        progress.next("crm.late");
        orders.read(600, 6_000_000);
        try (ProgressLog looks = new ProgressLog(progress, log, MINUTE)) {
            looks.look();
            passes(MINUTE);
            looks.look();
        }
        assertEquals(
                List.of(
                        "  1 of 2  crm.orders  600 rows  10 rows/s  6.0 MB  1:00",
                        "  1 of 2  crm.orders  600 rows  5 rows/s  6.0 MB  2:00",
                        "  2 of 2  crm.late  connecting  1:00"),
                lines.told);
    }

    @Test
    void itLooksByItselfUntilItIsClosed() {
        progress.next("crm.orders");
        passes(MINUTE);
        ProgressLog looks = ProgressLog.start(progress, log, Duration.ofMillis(1));
        Await.until("three lines", () -> lines.told.size() >= 3);
        looks.close();
        Await.until("the end of looking", () -> !isLooking());
        assertTrue(lines.told.get(2).startsWith("  1 of 2  crm.orders  connecting"), lines.told.toString());
    }

    private static boolean isLooking() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("progress"));
    }
}
