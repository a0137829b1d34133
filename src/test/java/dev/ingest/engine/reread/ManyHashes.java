package dev.ingest.engine.reread;

import dev.ingest.data.ColumnBatch;
import dev.ingest.engine.Plans;
import dev.ingest.engine.local.LocalEngine;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHashes;
import dev.ingest.job.StagingTicket;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorDistance;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Lag;
import dev.ingest.job.cursor.Window;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.local.LocalStore;
import dev.ingest.source.FakeSource;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Loads as many rows as a lag may remember, then a third as many new ones behind them; exits with 0 when each row landed
 * once. A process of its own, so that its heap can be small.
 */
public final class ManyHashes {
    private static final int LAG = RowHashes.MOST - RowHashes.MOST / 20;

    private ManyHashes() {}

    /**
     * Runs both loads.
     *
     * @param arguments the folder to land in
     */
    public static void main(String... arguments) {
        LandingStore store = LocalStore.open(arguments[0], Path.of(arguments[0]));
        int more = LAG / 3;
        JobPlan plan = plan(Optional.of(Integer.toString(LAG - 1)));
        LoadResult second = load(store, "1769697002.5", plan, LAG + more, RowHashes.of(firstLoad(store)));
        boolean once = second.rows() == more && second.rowsDropped() == LAG;
        System.exit(once && second.boundary().bytes().length >= LAG * RowHashes.WIDTH ? 0 : 1);
    }

    /** What it leaves for the next load, as the file would hold it. */
    private static byte[] firstLoad(LandingStore store) {
        return load(store, "1769697001.5", plan(Optional.empty()), LAG, RowHashes.NONE)
                .boundary()
                .bytes();
    }

    private static LoadResult load(LandingStore store, String load, JobPlan plan, int rows, RowHashes landed) {
        FakeSource source = new FakeSource(ManyHashes::append).slice(0, rows);
        return new LocalEngine().load(plan, StagingTicket.of(new LoadId(load)), source, store, landed);
    }

    private static void append(ColumnBatch batch, int number) {
        batch.longs(0).append(number);
        batch.bytes(1).append("customer " + number % 1_000);
    }

    private static JobPlan plan(Optional<String> reached) {
        Cursor cursor = new Cursor("id", "id", CursorType.INTEGER, 0, Cursor.Uniqueness.REPEATED)
                .lagging(new Lag(new CursorDistance(CursorType.INTEGER, BigDecimal.valueOf(LAG)), reached));
        return Plans.incremental(
                cursor, new Window(reached.map(value -> new Bound("0", Bound.Edge.INCLUSIVE)), Optional.empty()));
    }
}
