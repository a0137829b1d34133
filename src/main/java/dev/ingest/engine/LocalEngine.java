package dev.ingest.engine;

import dev.ingest.data.ColumnBatch;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHash;
import dev.ingest.job.StagedFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.source.Source;
import java.util.List;
import java.util.Optional;

/** Streams a plan in this process: reader threads fill batches, the calling thread encodes them. */
public final class LocalEngine implements Engine {

    @Override
    public LoadResult load(JobPlan plan, LoadId loadId, Source source, LandingStore store, List<RowHash> landed) {
        Boundary boundary = Boundary.of(plan, landed);
        try (StagingWriter writer = new StagingWriter(plan, loadId, store);
                SliceReaders readers = SliceReaders.start(plan, source, boundary)) {
            Optional<ColumnBatch> batch = readers.next();
            while (batch.isPresent()) {
                writer.write(batch.get());
                readers.recycle(batch.get());
                batch = readers.next();
            }
            List<StagedFile> files = writer.finish();
            CursorMaximum maximum = readers.maximum();
            return new LoadResult(
                    files,
                    readers.rowsRead(),
                    boundary.dropped(),
                    maximum.text(),
                    boundary.keep(maximum, landed),
                    readers.unrepresentable());
        }
    }
}
