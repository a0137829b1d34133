package dev.ingest.engine;

import dev.ingest.data.ColumnBatch;
import dev.ingest.job.Cursor;
import dev.ingest.job.CursorText;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Lag;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHashes;
import dev.ingest.job.StagedFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.source.Source;
import java.util.List;
import java.util.Optional;

/** Streams a plan in this process: reader threads fill batches, the calling thread encodes them. */
public final class LocalEngine implements Engine {

    @Override
    public LoadResult load(JobPlan plan, LoadId loadId, Source source, LandingStore store, RowHashes landed) {
        Boundary boundary = Boundary.of(plan, landed);
        Staged staged = stage(plan, loadId, source, store, boundary);
        return new LoadResult(
                staged.files(),
                staged.rowsRead(),
                boundary.dropped(),
                watermark(plan, staged.maximum()),
                boundary.kept(),
                staged.unrepresentable());
    }

    private record Staged(List<StagedFile> files, long rowsRead, Optional<String> maximum, long unrepresentable) {}

    private static Staged stage(JobPlan plan, LoadId loadId, Source source, LandingStore store, Boundary boundary) {
        try (StagingWriter writer = new StagingWriter(plan, loadId, store);
                SliceReaders readers = SliceReaders.start(plan, source, boundary)) {
            Optional<ColumnBatch> batch = readers.next();
            while (batch.isPresent()) {
                if (batch.get().rows() > 0) {
                    writer.write(batch.get());
                }
                readers.recycle(batch.get());
                batch = readers.next();
            }
            source.release();
            List<StagedFile> files = writer.finish();
            return new Staged(files, readers.rowsRead(), readers.maximum().text(), readers.unrepresentable());
        }
    }

    /** Late rows alone do not lower a watermark. */
    private static Optional<String> watermark(JobPlan plan, Optional<String> maximum) {
        Optional<String> reached = plan.cursor().flatMap(Cursor::lag).flatMap(Lag::reached);
        return maximum.map(value -> reached.filter(
                        before -> CursorText.compare(plan.cursor().orElseThrow().type(), before, value) > 0)
                .orElse(value));
    }
}
