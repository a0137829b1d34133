package dev.ingest.run;

import dev.ingest.commit.Committer;
import dev.ingest.commit.JobWatermarks;
import dev.ingest.commit.Lease;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.job.Cursor;
import dev.ingest.job.JobPlan;
import dev.ingest.job.RowHash;
import java.util.List;

/**
 * A dataset that this run may write into.
 *
 * @param lease the right to do so
 * @param state what it holds
 * @param watermarks where its jobs start
 * @param committer makes loads count in it
 */
record Dataset(Lease lease, DatasetState state, JobWatermarks watermarks, Committer committer) {

    /** Hashes of the rows at the watermark that landed already, for cursors whose boundary is read again. */
    List<RowHash> landed(JobPlan plan, JobStart start) {
        return plan.cursor()
                .filter(Cursor::readsBoundaryAgain)
                .map(cursor ->
                        watermarks.landed(plan.key(), plan.target().pipeline(), cursor.column(), start.watermark()))
                .orElse(List.of());
    }
}
