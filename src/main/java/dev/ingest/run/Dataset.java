package dev.ingest.run;

import dev.ingest.commit.Committer;
import dev.ingest.commit.JobWatermarks;
import dev.ingest.commit.Lease;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.watermark.CellWriter;
import dev.ingest.commit.watermark.WatermarkCell;
import java.time.Instant;

/**
 * A dataset that this run may write into.
 *
 * @param lease the right to do so
 * @param state what it holds; of what is stored, only the committer's {@code settled} may ask
 * @param watermarks where its jobs start
 * @param committer makes loads count in it
 * @param cells writes what they reached
 * @param remembered the loads from which on manifests are kept that no job asks for any more
 */
record Dataset(
        Lease lease,
        DatasetState state,
        JobWatermarks watermarks,
        Committer committer,
        CellWriter cells,
        Instant remembered) {

    /** Where {@code job} starts, its cell being {@code cell}. */
    JobStart start(Job job, WatermarkCell cell) {
        return committer.settled(() -> JobStart.of(job, cell, state, watermarks));
    }

    /** Leaves the dataset to others, whole for dlt. */
    void close() {
        committer.storeSchemas();
        committer.pruneManifests(remembered);
        lease.close();
    }
}
