package dev.ingest.commit.watermark;

import dev.ingest.job.JobKey;
import java.util.Map;
import java.util.Set;

/** The {@code last_watermark} cells of the workbook, by job: rows get sorted, so an address says nothing. */
public interface WatermarkCells {
    /** How an attempt to write ended. */
    enum Outcome {
        WRITTEN,
        /** The workbook is open elsewhere; nothing of it changed. */
        LOCKED
    }

    /** What the cells hold now; a job whose row is gone, switched off or at fault is absent. */
    Map<JobKey, WatermarkCell> read(Set<JobKey> jobs);

    /** Whether the row of a job that is absent is gone; where not, it may be one that is switched off or at fault. */
    default boolean absentIsGone() {
        return true;
    }

    /**
     * Writes all of {@code values} as text, or none.
     *
     * @throws dev.ingest.failure.IngestException when the workbook cannot be written for another reason
     */
    Outcome write(Map<JobKey, String> values);
}
