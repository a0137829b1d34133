package dev.ingest.run;

import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.commit.watermark.WatermarkCells;
import dev.ingest.job.JobKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The workbook's watermark cells, and what they were last seen to hold. A job must start from what its cell holds after
 * recovery and after the job's own earlier loads; the workbook need not be read again for it.
 */
final class CellMemory implements WatermarkCells {
    private final WatermarkCells workbook;
    private final Map<JobKey, WatermarkCell> seen = new HashMap<>();

    CellMemory(WatermarkCells workbook) {
        this.workbook = workbook;
    }

    /** What the cell of {@code job} was last seen to hold; absent for a job that no workbook had when one was read. */
    synchronized Optional<WatermarkCell> of(JobKey job) {
        return Optional.ofNullable(seen.get(job));
    }

    @Override
    public synchronized Map<JobKey, WatermarkCell> read(Set<JobKey> jobs) {
        Map<JobKey, WatermarkCell> cells = workbook.read(jobs);
        seen.putAll(cells);
        return cells;
    }

    @Override
    public boolean absentIsGone() {
        return workbook.absentIsGone();
    }

    @Override
    public synchronized Outcome write(Map<JobKey, String> values) {
        Outcome outcome = workbook.write(values);
        if (outcome.obstacle().isEmpty()) {
            values.forEach((job, value) -> seen.put(job, WatermarkCell.text(value)));
        }
        return outcome;
    }
}
