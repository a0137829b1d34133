package dev.ingest.config.workbook;

import dev.ingest.config.row.JobRow;
import java.util.Optional;

/**
 * A new watermark for one job. The job is named as in the sheet, not by cell: people sort rows while a run goes on.
 *
 * @param sourceName the cell of {@code source_name}
 * @param tableText the cell of {@code table_name}
 * @param before the watermark cell as it was read; absent: it was empty
 * @param after the text to write
 */
public record CellChange(String sourceName, String tableText, Optional<String> before, String after) {
    /** The change of a row that was just read. */
    public static CellChange of(JobRow row, String after) {
        return new CellChange(row.sourceName(), row.tableText(), row.cursor().lastWatermark(), after);
    }
}
