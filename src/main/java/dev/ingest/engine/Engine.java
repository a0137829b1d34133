package dev.ingest.engine;

import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHash;
import dev.ingest.landing.LandingStore;
import dev.ingest.source.Source;
import java.util.List;

/** Reads what a plan says and stages it. */
public interface Engine {

    /**
     * Stages one load under {@code <dataset>/_ingest/staging/<load_id>/}. On failure nothing of it counts; what is left
     * there is swept by recovery.
     *
     * @param landed hashes of rows at the window's inclusive lower end that an earlier load landed: each one found is
     *     dropped once
     * @throws dev.ingest.failure.IngestException when any slice fails
     */
    LoadResult load(JobPlan plan, LoadId loadId, Source source, LandingStore store, List<RowHash> landed);
}
