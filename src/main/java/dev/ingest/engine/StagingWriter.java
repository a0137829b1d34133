package dev.ingest.engine;

import dev.ingest.data.ColumnBatch;
import dev.ingest.job.*;
import dev.ingest.landing.LandingStore;
import java.util.List;

final class StagingWriter implements AutoCloseable {
    StagingWriter(JobPlan plan, LoadId loadId, LandingStore store) {}

    void write(ColumnBatch batch) {}

    List<StagedFile> finish() {
        return List.of();
    }

    @Override
    public void close() {}
}
