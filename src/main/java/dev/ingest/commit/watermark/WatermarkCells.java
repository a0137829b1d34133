package dev.ingest.commit.watermark;

import dev.ingest.job.JobKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code last_watermark} cells of the workbook, by job: rows get sorted, so an address says nothing. */
public interface WatermarkCells {
    /**
     * How an attempt to write ended.
     *
     * @param obstacle why nothing of the workbook changed, a sentence with the way out; absent when all was written
     */
    record Outcome(Optional<String> obstacle) {
        public static final Outcome WRITTEN = new Outcome(Optional.empty());

        public static Outcome refused(String why) {
            return new Outcome(Optional.of(why));
        }
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
