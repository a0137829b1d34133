package dev.ingest.engine.reread;

import dev.ingest.data.Vector;
import dev.ingest.job.JobPlan;
import dev.ingest.job.cursor.Cursor;
import java.util.Optional;

/**
 * Tells which rows lie so near to the highest cursor value seen so far that the next load may read them again: those
 * within the lag, or without one those at that very value.
 */
final class RereadRange {
    /** The band of rows that lie too far behind. */
    static final long FAR = Long.MIN_VALUE;

    private final CursorMaximum highest;
    private final Optional<CursorScale> scale;
    private long lowest;

    private RereadRange(CursorMaximum highest, Optional<CursorScale> scale) {
        this.highest = highest;
        this.scale = scale;
        this.lowest = scale.isPresent() ? FAR + 1 : 0;
    }

    static RereadRange of(JobPlan plan) {
        Cursor cursor = plan.reading().cursor().orElseThrow();
        Optional<CursorScale> scale = cursor.lag()
                .map(lag -> CursorScale.of(
                        plan.reading().column(cursor.landed()).orElseThrow().type(), lag.behind()));
        return new RereadRange(CursorMaximum.of(plan), scale);
    }

    /** The band of the row, or {@link #FAR}; bands rise with the cursor, and one that is near now may be far later. */
    long see(Vector cursor, int row) {
        int order = highest.offer(cursor, row);
        if (scale.isEmpty()) {
            lowest += order > 0 ? 1 : 0;
            return order >= 0 ? lowest : FAR;
        }
        if (order > 0) {
            lowest = Math.max(lowest, scale.get().lowestNear(cursor, row));
        }
        long band = scale.get().band(cursor, row);
        return band >= lowest ? band : FAR;
    }

    /** The lowest band that is near. */
    long lowest() {
        return lowest;
    }
}
