package dev.ingest.engine.local;

import dev.ingest.engine.Engine;
import dev.ingest.engine.reread.RereadFilter;
import dev.ingest.engine.stage.StagingWriter;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHashes;
import dev.ingest.job.StagedTable;
import dev.ingest.job.StagingTicket;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.Lag;
import dev.ingest.landing.LandingStore;
import dev.ingest.source.Source;
import dev.ingest.source.TableBatch;
import java.util.List;
import java.util.Optional;

/** Streams a plan in this process: reader threads fill batches, the calling thread encodes them. */
public final class LocalEngine implements Engine {
    private final long heapBytes;

    /** An engine that has the heap to itself. */
    public LocalEngine() {
        this(1);
    }

    /** An engine that gives each load its share of the heap, of which {@code loadsAtOnce} may be under way. */
    public LocalEngine(int loadsAtOnce) {
        this.heapBytes = Runtime.getRuntime().maxMemory() / loadsAtOnce;
    }

    /** There is no plan that it does not take. */
    @Override
    public Optional<String> declines(JobPlan plan) {
        return Optional.empty();
    }

    @Override
    public LoadResult load(JobPlan plan, StagingTicket ticket, Source source, LandingStore store, RowHashes landed) {
        RereadFilter filter = RereadFilter.of(plan, landed);
        Staged staged = stage(plan, ticket, source, store, filter);
        return new LoadResult(
                staged.tables(),
                staged.rowsRead(),
                filter.dropped(),
                watermark(plan, staged.maximum()),
                filter.kept(),
                staged.unrepresentable(),
                staged.passedOver());
    }

    private record Staged(
            List<StagedTable> tables, long rowsRead, Optional<String> maximum, long unrepresentable, long passedOver) {}

    private Staged stage(JobPlan plan, StagingTicket ticket, Source source, LandingStore store, RereadFilter filter) {
        try (StagingWriter writer = new StagingWriter(plan, ticket, store, heapBytes);
                SliceReaders readers = SliceReaders.start(plan, source, filter, heapBytes)) {
            Optional<TableBatch> batch = readers.next();
            while (batch.isPresent()) {
                writer.write(batch.get());
                readers.recycle(batch.get());
                batch = readers.next();
            }
            source.release();
            List<StagedTable> tables = writer.finish();
            return new Staged(
                    tables,
                    readers.rowsRead(),
                    readers.maximum().text(),
                    readers.unrepresentable(),
                    readers.passedOver());
        }
    }

    /** Late rows alone do not lower a watermark. */
    private static Optional<String> watermark(JobPlan plan, Optional<String> maximum) {
        Optional<String> reached = plan.reading().cursor().flatMap(Cursor::lag).flatMap(Lag::reached);
        return maximum.map(value -> reached.filter(before ->
                        CursorText.compare(plan.reading().cursor().orElseThrow().type(), before, value) > 0)
                .orElse(value));
    }
}
