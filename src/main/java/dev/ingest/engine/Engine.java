package dev.ingest.engine;

import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHashes;
import dev.ingest.job.StagingTicket;
import dev.ingest.landing.LandingStore;
import dev.ingest.source.Source;
import java.util.Optional;

/** Reads what a plan says and stages it. */
public interface Engine {

    /** Why this engine does not take {@code plan}, as a clause that follows "since"; empty when it does. Asks nobody. */
    Optional<String> declines(JobPlan plan);

    /**
     * Stages one load under {@code <dataset>/_ingest/staging/<ticket>/}. On failure nothing of it counts; what is left
     * there is swept by recovery. The source is released with its last row.
     *
     * @param landed hashes of rows in the window that an earlier load landed: each one found is dropped once
     * @throws dev.ingest.failure.IngestException when any slice fails
     */
    LoadResult load(JobPlan plan, StagingTicket ticket, Source source, LandingStore store, RowHashes landed);
}
