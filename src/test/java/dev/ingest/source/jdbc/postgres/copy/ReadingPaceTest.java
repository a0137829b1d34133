package dev.ingest.source.jdbc.postgres.copy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A connection of a test's speed, in bytes a microsecond, that is read in two ways. */
class ReadingPaceTest {
    private static final int READ = 64 << 10;
    /** Enough for the start and both trials, and a little more. */
    private static final long TRIALS = ReadingPace.START_BYTES + 2 * ReadingPace.TRIAL_BYTES + READ;

    private final AtomicLong clock = new AtomicLong();
    private long waitedFor;
    private final ReadingPace pace = new ReadingPace(clock::get);

    @Test
    void anAnswerOfAFewMegabytesIsNotWaitedFor() {
        read(ReadingPace.START_BYTES - 1, 80, 80);
        assertFalse(pace.isPatient());
    }

    @Test
    void waitingStaysWhereItCostsLittle() {
        read(TRIALS, 80, 60);
        assertTrue(pace.isPatient());
        read(2 * ReadingPace.TERM_BYTES, 80, 60);
        assertTrue(pace.isPatient());
    }

    @Test
    void waitingEndsWhereItIsFarSlower() {
        read(TRIALS, 80, 40);
        assertFalse(pace.isPatient());
        waitedFor = 0;
        long read = ReadingPace.TERM_BYTES;
        read(read, 80, 40);
        assertTrue(waitedFor < read / 4, waitedFor + " bytes were waited for");
    }

    @Test
    void bothAreTriedAgain() {
        read(TRIALS, 80, 40);
        read(ReadingPace.TERM_BYTES + TRIALS, 80, 100);
        assertTrue(pace.isPatient());
        read(ReadingPace.TERM_BYTES + TRIALS, 80, 40);
        assertFalse(pace.isPatient());
    }

    @Test
    void aTrialOfAVerySlowPaceIsShort() {
        read(ReadingPace.START_BYTES + (10L << 20), 80, 4);
        assertFalse(pace.isPatient());
    }

    @Test
    void aPauseBetweenTablesIsNotSlowness() {
        read(ReadingPace.START_BYTES + ReadingPace.TRIAL_BYTES / 2, 100, 100);
        clock.addAndGet(3_600_000_000_000L);
        read(TRIALS, 100, 100);
        assertTrue(pace.isPatient());
    }

    private void read(long bytes, int hasty, int patient) {
        for (long left = bytes; left > 0; left -= READ) {
            int now = (int) Math.min(left, READ);
            waitedFor += pace.isPatient() ? now : 0;
            clock.addAndGet(1_000L * now / (pace.isPatient() ? patient : hasty));
            pace.took(now);
        }
    }
}
