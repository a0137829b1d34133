package dev.ingest.run.state;

import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.watermark.JournalEntry;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.job.JobStatus;
import dev.ingest.run.Job;
import java.util.List;
import java.util.Optional;

/**
 * All that is remembered of a job, place by place.
 *
 * @param job the job
 * @param cell what its watermark cell holds
 * @param journal what waits on this machine to be written into the cell, oldest first
 * @param last the load that set its watermark, or for FULL its newest; absent when none of ours counts
 * @param dlt the watermark in dlt's own state, as text; absent when dlt's state knows none
 * @param outcome how it ended when it last ran on this machine
 * @param remarks what does not agree, and the way out, whole sentences
 */
public record JobState(
        Job job,
        WatermarkCell cell,
        List<JournalEntry> journal,
        Optional<Manifest> last,
        Optional<String> dlt,
        Optional<JobStatus> outcome,
        List<String> remarks) {
    public JobState {
        journal = List.copyOf(journal);
        remarks = List.copyOf(remarks);
    }
}
