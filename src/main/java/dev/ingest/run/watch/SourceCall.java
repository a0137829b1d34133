package dev.ingest.run.watch;

import dev.ingest.data.ColumnBatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A question to a source that may be under way; one thread asks, another looks whether anything comes back. */
final class SourceCall {
    /** Odd while the call is under way; every change is news. */
    private final AtomicInteger turn = new AtomicInteger();

    private volatile @Nullable ColumnBatch filling;

    private int seenTurn;
    private long seenBytes;
    private long since;

    /** The answer comes at once, or not at all. */
    void begin() {
        turn.incrementAndGet();
    }

    /** The answer comes bit by bit, into {@code batch}. */
    void begin(ColumnBatch batch) {
        filling = batch;
        turn.incrementAndGet();
    }

    void end() {
        turn.incrementAndGet();
        filling = null;
    }

    /** How long nothing has come back, as far as was seen when this was asked before; 0 when nothing is under way. */
    long quietNanos(long now) {
        int turnNow = turn.get();
        long bytes = bytes();
        if (turnNow % 2 == 0 || turnNow != seenTurn || bytes != seenBytes) {
            seenTurn = turnNow;
            seenBytes = bytes;
            since = now;
        }
        return now - since;
    }

    /** Read while another thread writes: an old figure delays the verdict by a look, and never brings one about. */
    private long bytes() {
        ColumnBatch batch = filling;
        return batch == null ? 0 : batch.bytes() + batch.rows();
    }
}
