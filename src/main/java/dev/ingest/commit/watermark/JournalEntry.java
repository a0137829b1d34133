package dev.ingest.commit.watermark;

import dev.ingest.job.JobKey;
import dev.ingest.job.LoadId;

/**
 * A load whose cell in the workbook is not yet known to be written.
 *
 * @param key the job
 * @param load the load
 * @param phase how far it came
 * @param before what the cell held when the load began
 * @param after what it is to hold
 */
public record JournalEntry(JobKey key, LoadId load, Phase phase, WatermarkCell before, WatermarkCell after) {
    /** How far a load came. */
    public enum Phase {
        /** In progress: only the lake knows whether it counts. */
        OPEN,
        /** It counts, and the cell is to be written. */
        DUE
    }

    JournalEntry due() {
        return new JournalEntry(key, load, Phase.DUE, before, after);
    }
}
