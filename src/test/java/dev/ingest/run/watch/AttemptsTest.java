package dev.ingest.run.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a job is tried again, by a clock that the test turns. */
class AttemptsTest {
    private final IngestException starts =
            new IngestException(FailureKind.CONNECT, Outlook.PASSES, "the server is starting up");
    private final IngestException cut =
            new IngestException(FailureKind.READ, Outlook.PASSES, "the connection was lost");
    private final IngestException refused = new IngestException(FailureKind.CONNECT, "the server refuses the password");

    private final Outages outages = new Outages();
    private Duration now = Duration.ZERO;

    private Attempts job(Duration within, Optional<Integer> most) {
        return new Attempts("crm", Retries.within(within, most), outages, () -> now.toNanos());
    }

    private List<Long> pauses(Attempts attempts, IngestException failure) {
        List<Long> seconds = new ArrayList<>();
        Optional<Duration> pause = attempts.next(failure);
        while (pause.isPresent()) {
            seconds.add(pause.get().toSeconds());
            now = now.plus(pause.get());
            pause = attempts.next(failure);
        }
        return seconds;
    }

    @Test
    void aServerThatStartsIsTriedAgainEverMoreSeldomForFiveMinutes() {
        assertEquals(
                List.of(1L, 5L, 15L, 30L, 30L, 30L, 30L, 30L, 30L, 30L, 30L, 30L, 9L),
                pauses(job(Duration.ofMinutes(5), Optional.empty()), starts));
        assertEquals(Duration.ofMinutes(5), now);
    }

    @Test
    void theLastAttemptIsWhenTheTimeIsOver() {
        assertEquals(List.of(1L, 5L, 2L), pauses(job(Duration.ofSeconds(8), Optional.empty()), starts));
    }

    @Test
    void aRefusedPasswordIsNotTriedAgain() {
        assertEquals(List.of(), pauses(job(Duration.ofMinutes(5), Optional.empty()), refused));
    }

    @Test
    void jobRetriesLimitsTheAttemptsAsBefore() {
        assertEquals(List.of(1L, 5L), pauses(job(Duration.ofMinutes(5), Optional.of(2)), starts));
        assertEquals(List.of(), pauses(job(Duration.ofMinutes(5), Optional.of(0)), cut));
        assertEquals(List.of(), pauses(job(Duration.ZERO, Optional.empty()), cut));
    }

    @Test
    void theNextJobDoesNotWaitForAServerThatStaysAway() {
        pauses(job(Duration.ofMinutes(5), Optional.empty()), starts);
        assertEquals(List.of(), pauses(job(Duration.ofMinutes(5), Optional.empty()), starts));
        job(Duration.ofMinutes(5), Optional.empty()).succeeded();
        now = now.plusHours(1);
        assertEquals(
                13, pauses(job(Duration.ofMinutes(5), Optional.empty()), starts).size());
    }

    @Test
    void aReadingThatBreaksOffIsEachJobsOwnMatter() {
        pauses(job(Duration.ofMinutes(5), Optional.empty()), cut);
        assertEquals(
                13, pauses(job(Duration.ofMinutes(5), Optional.empty()), cut).size());
    }

    @Test
    void afterALoadThatSucceedsTheTimeBeginsAnew() {
        Attempts attempts = job(Duration.ofSeconds(8), Optional.empty());
        pauses(attempts, cut);
        attempts.succeeded();
        assertEquals(List.of(1L, 5L, 2L), pauses(attempts, cut));
    }
}
