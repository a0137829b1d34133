package dev.ingest.commit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.state.LeaseHolder;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private final SteppedClock clock = new SteppedClock();
    private final MemoryLanding lake = new MemoryLanding(clock);

    private Lease acquire(String run) {
        return acquire(lake, run);
    }

    private Lease acquire(dev.ingest.landing.LandingStore store, String run) {
        return Lease.acquire(store, "mydb", new LeaseHolder("host-" + run, 42, run, Instant.EPOCH), clock);
    }

    @Test
    void isHeldUntilGivenBack() {
        try (Lease first = acquire("a")) {
            IngestException refused = assertThrows(IngestException.class, () -> acquire("b"));
            assertEquals(FailureKind.COMMIT, refused.kind());
            assertEquals(
                    "Cannot write into dataset mydb: process 42 on host-a writes into it since 1970-01-01T00:00:00Z."
                            + " Wait for it to end; a run that died frees the dataset after 120 s.",
                    refused.getMessage());
            first.check();
        }
        assertEquals(Set.of(), lake.paths());
        acquire("b").check();
    }

    @Test
    void isRenewedWithoutEnd() {
        Lease lease = acquire("a");
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofSeconds(20));
            lease.renew();
            lease.check();
            assertThrows(IngestException.class, () -> acquire("b"));
        }
        assertEquals(Set.of("mydb/_ingest/lock/101"), lake.paths());
    }

    @Test
    void isTakenOverAtOnceFromARunThatIsKnownToBeDead() {
        Lease dead = acquire("a");
        LeaseHolder next = new LeaseHolder("host-b", 43, "b", Instant.EPOCH);
        assertThrows(IngestException.class, () -> Lease.acquire(lake, "mydb", next, clock, Set.of("another")));

        Lease taken = Lease.acquire(lake, "mydb", next, clock, Set.of("another", "a"));

        taken.check();
        assertThrows(IngestException.class, dead::check);
        assertThrows(IngestException.class, dead::renew);
    }

    @Test
    void isTakenOverWhenStale() {
        Lease paused = acquire("a");
        clock.advance(Duration.ofMinutes(2));
        assertThrows(IngestException.class, () -> acquire("b"));
        clock.advance(Duration.ofSeconds(1));
        Lease next = acquire("b");

        next.check();
        assertThrows(IngestException.class, paused::check);
        assertThrows(IngestException.class, paused::renew);
        assertThrows(IngestException.class, paused::check);
        paused.close();
        next.check();
        assertEquals(Set.of("mydb/_ingest/lock/2"), lake.paths());
    }

    @Test
    void aHolderThatWasPausedFindsItsNextNumberTaken() {
        Lease paused = acquire("a");
        clock.advance(Duration.ofSeconds(121));
        Lease next = acquire("b");

        IngestException lost = assertThrows(IngestException.class, paused::renew);

        assertTrue(lost.getMessage().contains("took its lease"), lost.getMessage());
        next.renew();
        next.check();
    }

    @Test
    void isNotWonAgainByRenewingWhatAnotherTookAndGaveBack() {
        Lease paused = acquire("a");
        clock.advance(Duration.ofSeconds(121));
        acquire("b").close();

        assertThrows(IngestException.class, paused::renew);

        assertThrows(IngestException.class, paused::check);
        assertEquals(Set.of(), lake.paths());
    }

    /** Between the look at its own file and the making of the next. */
    @Test
    void isNotWonAgainByARenewalThatWasPausedInItsMidst() {
        HookedLanding store = HookedLanding.pausing(lake, 4, () -> {
            clock.advance(Duration.ofSeconds(121));
            acquire("b").close();
        });
        Lease paused = acquire(store, "a");

        assertThrows(IngestException.class, paused::renew);

        assertTrue(store.operations() > 4, "it was paused");
        assertThrows(IngestException.class, paused::check);
        assertEquals(Set.of(), lake.paths());
    }

    @Test
    void anothersLeaseOfTheSameNumberIsLeftAlone() {
        Lease paused = acquire("a");
        clock.advance(Duration.ofSeconds(121));
        acquire("b").close();
        Lease next = acquire("c");
        assertEquals(Set.of("mydb/_ingest/lock/1"), lake.paths());

        assertThrows(IngestException.class, paused::renew);
        paused.close();

        next.check();
        next.renew();
        next.check();
    }

    @Test
    void aRenewalThatFailedHalfwayIsGivenBackToo() {
        for (int at = 3; at < 6; at++) {
            HookedLanding store = HookedLanding.failing(lake, at, HookedLanding.Fault.REFUSED);
            Lease lease = acquire(store, "a");
            assertThrows(IngestException.class, lease::renew);
            lease.check();
            lease.close();
            assertEquals(Set.of(), lake.paths());
        }
    }

    @Test
    void tellsThatItIsLostWhateverFailedFirst() {
        IngestException gone = new IngestException(FailureKind.LAND, "Cannot move a file: it does not exist.");
        Lease paused = acquire("a");
        assertEquals(gone, paused.explained(gone));
        clock.advance(Duration.ofSeconds(121));
        assertEquals(gone, paused.explained(gone), "nobody took it");
        acquire("b");
        RuntimeException explained = paused.explained(gone);
        assertTrue(explained.getMessage().contains("another run took its lease"), explained.getMessage());
        assertEquals(List.of(gone), List.of(explained.getSuppressed()));
    }

    @Test
    void isUnsureAMinuteAfterItsRenewal() {
        Lease lease = acquire("a");
        clock.advance(Duration.ofMinutes(1));
        lease.check();
        clock.advance(Duration.ofSeconds(1));
        assertThrows(IngestException.class, lease::check);
        lease.renew();
        lease.check();
    }

    /** A rival acts at every operation of an acquisition, on a stale lease and on none: never do two hold it. */
    @Test
    void ofTwoThatRaceAtMostOneWins() {
        for (boolean stale : List.of(true, false)) {
            boolean reached = true;
            for (int at = 0; reached; at++) {
                lake.paths().forEach(lake::delete);
                if (stale) {
                    lake.put("mydb/_ingest/lock/7", "{}");
                    clock.advance(Duration.ofSeconds(121));
                }
                List<Lease> winners = new ArrayList<>();
                HookedLanding racing = HookedLanding.pausing(lake, at, () -> tryAcquire(winners, lake, "rival"));
                tryAcquire(winners, racing, "a");
                reached = racing.operations() > at;
                long holding = winners.stream().filter(LeaseTest::isSure).count();
                assertTrue(holding <= 1, "both hold it: " + at);
                if (!reached) {
                    assertEquals(1, holding);
                }
            }
        }
    }

    private void tryAcquire(List<Lease> winners, dev.ingest.landing.LandingStore store, String run) {
        try {
            winners.add(acquire(store, run));
        } catch (IngestException e) {
            assertEquals(FailureKind.COMMIT, e.kind());
        }
    }

    private static boolean isSure(Lease lease) {
        try {
            lease.check();
            return true;
        } catch (IngestException e) {
            return false;
        }
    }

    @Test
    void aRenewalWhoseAnswerWasLostCounts() {
        boolean reached = true;
        for (int at = 0; reached; at++) {
            lake.paths().forEach(lake::delete);
            int operation = at;
            HookedLanding store = HookedLanding.failing(lake, operation + 3, HookedLanding.Fault.ANSWER_LOST);
            Lease lease = acquire(store, "a");
            try {
                lease.renew();
            } catch (IngestException e) {
                assertEquals(FailureKind.LAND, e.kind());
            }
            reached = store.operations() > operation + 3;
            if (reached) {
                assertDoesNotThrow(lease::renew);
                assertDoesNotThrow(lease::check);
            }
        }
    }

    @Test
    void whatIsNoLeaseIsLeftAlone() {
        lake.put("mydb/_ingest/lock/readme.txt", "x");
        acquire("a").close();
        assertEquals(Set.of("mydb/_ingest/lock/readme.txt"), lake.paths());
    }
}
