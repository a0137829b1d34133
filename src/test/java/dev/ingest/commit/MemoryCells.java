package dev.ingest.commit;

import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.commit.watermark.WatermarkCells;
import dev.ingest.job.JobKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A workbook's watermark cells in memory; it can be locked. */
public final class MemoryCells implements WatermarkCells {
    public final Map<JobKey, WatermarkCell> cells = new HashMap<>();
    public boolean locked;
    public int writes;

    @Override
    public Map<JobKey, WatermarkCell> read(Set<JobKey> jobs) {
        Map<JobKey, WatermarkCell> found = new HashMap<>(cells);
        found.keySet().retainAll(jobs);
        return found;
    }

    @Override
    public Outcome write(Map<JobKey, String> values) {
        if (locked) {
            return Outcome.refused("the workbook is open. Close it.");
        }
        writes++;
        values.forEach((key, value) -> cells.put(key, WatermarkCell.text(value)));
        return Outcome.WRITTEN;
    }
}
