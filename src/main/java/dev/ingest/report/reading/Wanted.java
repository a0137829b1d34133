package dev.ingest.report.reading;

import dev.ingest.report.history.History;
import java.util.Arrays;

/** Tells runs that a history keeps from those that are too old for it, as they come, about newest first. */
final class Wanted {
    private final int[] taken;
    private final long[] oldest;

    /** For so many jobs. */
    Wanted(int jobs) {
        this.taken = new int[jobs];
        this.oldest = new long[jobs];
        Arrays.fill(oldest, Long.MAX_VALUE);
    }

    /** Whether the run of a job that ended then may be among the newest. */
    boolean takes(int job, long ended) {
        if (taken[job] >= History.RUNS_KEPT && ended <= oldest[job]) {
            return false;
        }
        taken[job]++;
        oldest[job] = Math.min(oldest[job], ended);
        return true;
    }
}
