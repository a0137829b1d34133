package dev.ingest.wiring;

import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.commit.watermark.WatermarkCells;
import dev.ingest.config.row.JobRow;
import dev.ingest.config.workbook.CellChange;
import dev.ingest.config.workbook.JobSheet;
import dev.ingest.config.workbook.WorkbookFile;
import dev.ingest.config.workbook.WriteOutcome;
import dev.ingest.job.JobKey;
import dev.ingest.run.Job;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The watermark cells of the workbook, found anew at each call by the job that a row is. */
final class WorkbookCells implements WatermarkCells {
    private final WorkbookFile workbook;
    private final Function<JobRow, Optional<JobKey>> keys;

    WorkbookCells(WorkbookFile workbook, Function<JobRow, Optional<JobKey>> keys) {
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
    public boolean absentIsGone() {
        JobSheet sheet = workbook.read();
        return sheet.disabled() == 0
                && sheet.faulty().isEmpty()
                && sheet.enabledRows().stream().map(keys).distinct().count()
                        == sheet.enabledRows().size();
    }

    @Override
    public Outcome write(Map<JobKey, String> values) {
        List<CellChange> changes = rows(values.keySet()).entrySet().stream()
                .map(entry -> CellChange.of(entry.getValue(), values.getOrDefault(entry.getKey(), "")))
                .toList();
        WriteOutcome outcome = workbook.writeWatermarks(changes);
        return outcome.state() == WriteOutcome.State.LOCKED ? Outcome.refused(outcome.reason()) : Outcome.WRITTEN;
    }

    /** Of two rows with the same job, which both fail, neither is its row. */
    private Map<JobKey, JobRow> rows(Set<JobKey> jobs) {
        Map<JobKey, JobRow> rows = new HashMap<>();
        Set<JobKey> twice = new HashSet<>();
        for (JobRow row : workbook.read().enabledRows()) {
            keys.apply(row).filter(jobs::contains).ifPresent(key -> {
                if (rows.putIfAbsent(key, row) != null) {
                    twice.add(key);
                }
            });
        }
        rows.keySet().removeAll(twice);
        return rows;
    }
}
