package dev.ingest.wiring;

import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.commit.watermark.WatermarkCells;
import dev.ingest.config.JobRow;
import dev.ingest.config.workbook.CellChange;
import dev.ingest.config.workbook.WorkbookFile;
import dev.ingest.config.workbook.WriteOutcome;
import dev.ingest.job.JobKey;
import dev.ingest.run.Job;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The watermark cells of the workbook, found anew at each call by the job that a row is. */
final class WorkbookCells implements WatermarkCells {
    private final WorkbookFile workbook;
    private final Function<JobRow, JobKey> keys;

    WorkbookCells(WorkbookFile workbook, Function<JobRow, JobKey> keys) {
        this.workbook = workbook;
        this.keys = keys;
    }

    @Override
    public Map<JobKey, WatermarkCell> read(Set<JobKey> jobs) {
        Map<JobKey, WatermarkCell> cells = new HashMap<>();
        rows(jobs).forEach((key, row) -> cells.put(key, Job.cell(row)));
        return cells;
    }

    @Override
    public Outcome write(Map<JobKey, String> values) {
        List<CellChange> changes = rows(values.keySet()).entrySet().stream()
                .map(entry -> CellChange.of(entry.getValue(), values.getOrDefault(entry.getKey(), "")))
                .toList();
        WriteOutcome outcome = workbook.writeWatermarks(changes);
        return outcome.state() == WriteOutcome.State.LOCKED ? Outcome.refused(outcome.reason()) : Outcome.WRITTEN;
    }

    private Map<JobKey, JobRow> rows(Set<JobKey> jobs) {
        Map<JobKey, JobRow> rows = new HashMap<>();
        for (JobRow row : workbook.read().enabledRows()) {
            JobKey key = keys.apply(row);
            if (jobs.contains(key)) {
                rows.put(key, row);
            }
        }
        return rows;
    }
}
