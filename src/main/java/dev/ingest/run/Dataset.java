package dev.ingest.run;

import dev.ingest.commit.Committer;
import dev.ingest.commit.JobWatermarks;
import dev.ingest.commit.Lease;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.job.Cursor;
import dev.ingest.job.JobPlan;
import dev.ingest.job.RowHashes;

/**
 * A dataset that this run may write into.
 *
 * @param lease the right to do so
 * @param state what it holds
 * @param watermarks where its jobs start
 * @param committer makes loads count in it
 * @param publishing whether the load at hand has come to be seen
 */
record Dataset(Lease lease, DatasetState state, JobWatermarks watermarks, Committer committer, Publishing publishing) {

    /** Hashes of the rows near the watermark that landed already, for cursors that read some of them again. */
    RowHashes landed(JobPlan plan, JobStart start) {
        return plan.cursor()
                .filter(Cursor::keepsHashes)
                .map(cursor ->
                        watermarks.landed(plan.key(), plan.target().pipeline(), cursor.column(), start.watermark()))
                .orElse(RowHashes.NONE);
    }
}
