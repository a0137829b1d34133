package dev.ingest.config.row;

import dev.ingest.job.CellForm;
import java.util.Optional;

/**
 * How far a row's loads have come, and how they go on.
 *
 * @param column the watermark column as written; present for INCREMENTAL
 * @param lastWatermark the cell as full-precision text (a date cell as {@code 2026-01-27 10:44:12.584}); empty cell: absent
 * @param form how the workbook keeps it; text for an empty cell
 * @param lag as written
 * @param loadWindow as written
 */
public record RowCursor(
        Optional<String> column,
        Optional<String> lastWatermark,
        CellForm form,
        Optional<String> lag,
        Optional<String> loadWindow) {}
