package dev.ingest.run;

import dev.ingest.commit.Committer;
import dev.ingest.commit.JobWatermarks;
import dev.ingest.commit.Lease;
import dev.ingest.commit.state.DatasetState;

/**
 * A dataset that this run may write into.
 *
 * @param lease the right to do so
 * @param state what it holds
 * @param watermarks where its jobs start
 * @param committer makes loads count in it
 * @param publishing whether the load at hand has come to be seen
 */
record Dataset(Lease lease, DatasetState state, JobWatermarks watermarks, Committer committer, CommitPhase publishing) {

    /** Leaves the dataset to others, whole for dlt. */
    void close() {
        committer.storeSchemas();
        lease.close();
    }
}
