package dev.ingest.config.workbook;

import dev.ingest.config.row.JobColumn;
import dev.ingest.config.workbook.sheet.FormulaGroups;
import dev.ingest.config.workbook.sheet.SheetCell;
import dev.ingest.config.workbook.sheet.SheetRow;
import java.util.List;

/**
 * The sheet of jobs as it stands in the file, unchecked.
 *
 * @param sheet its name
 * @param header what its columns hold
 * @param rows the rows below the header that hold something in them
 * @param groups formulas that several cells share
 * @param end the last row that holds anything, whatever its column
 */
record SheetContent(String sheet, SheetHeader header, List<SheetRow> rows, FormulaGroups groups, int end) {
    SheetContent {
        rows = List.copyOf(rows);
    }

    /** The text of a cell, empty when blank. */
    String text(SheetRow row, JobColumn column) {
        return header.cell(row, column).map(SheetCell::text).orElse("");
    }

    /** What the row calls its job: source and table. */
    List<String> name(SheetRow row) {
        return List.of(text(row, JobColumn.SOURCE_NAME), text(row, JobColumn.TABLE_NAME));
    }

    /** Whether the cell holds one of {@code texts}, case aside. */
    boolean says(SheetRow row, JobColumn column, String... texts) {
        String text = text(row, column);
        return java.util.Arrays.stream(texts).anyMatch(text::equalsIgnoreCase);
    }
}
