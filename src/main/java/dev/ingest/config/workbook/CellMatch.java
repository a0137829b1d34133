package dev.ingest.config.workbook;

import dev.ingest.config.row.JobColumn;
import dev.ingest.config.workbook.CellResult.Fate;
import dev.ingest.config.workbook.sheet.CellRange;
import dev.ingest.config.workbook.sheet.SheetCell;
import dev.ingest.config.workbook.sheet.SheetCell.Kind;
import dev.ingest.config.workbook.sheet.SheetRow;
import dev.ingest.job.LoadType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The cell that a change belongs to, and whether the change still fits.
 *
 * @param change the change
 * @param fate {@code WRITTEN} when it is to be written
 * @param row from 1; 0 when there is none
 * @param column from 0
 * @param place the cell, {@code jobs!F7}; absent when there is none
 * @param found what the cell holds
 */
record CellMatch(CellChange change, Fate fate, int row, int column, Optional<String> place, Optional<String> found) {

    static List<CellMatch> of(SheetContent content, List<CellChange> changes) {
        Map<List<String>, List<SheetRow>> named =
                content.rows().stream().collect(Collectors.groupingBy(row -> content.name(row)));
        return changes.stream()
                .map(change -> of(
                        content,
                        named.getOrDefault(List.of(change.sourceName(), change.tableText()), List.of()),
                        change))
                .toList();
    }

    private static CellMatch of(SheetContent content, List<SheetRow> named, CellChange change) {
        Optional<Integer> column = content.header().position(JobColumn.LAST_WATERMARK);
        Optional<SheetRow> row = row(content, named);
        if (column.isEmpty() || row.isEmpty()) {
            return new CellMatch(change, Fate.GONE, 0, 0, Optional.empty(), Optional.empty());
        }
        Optional<SheetCell> cell = row.get().cell(column.get());
        int number = row.get().number();
        String place = content.sheet() + "!" + CellRange.referenceOf(column.get(), number);
        return new CellMatch(
                change, fate(cell, change), number, column.get(), Optional.of(place), cell.map(SheetCell::exact));
    }

    CellResult result() {
        return new CellResult(change, fate, place, found);
    }

    private static Fate fate(Optional<SheetCell> cell, CellChange change) {
        boolean same = cell.map(SheetCell::exact).orElse("").equals(change.after());
        if (same && cell.map(SheetCell::kind).orElse(Kind.TEXT) == Kind.TEXT) {
            return Fate.PRESENT;
        }
        return cell.map(SheetCell::exact).equals(change.before()) ? Fate.WRITTEN : Fate.EDITED;
    }

    /** The one row that names the job; of several, the one that is enabled, then the incremental one. */
    private static Optional<SheetRow> row(SheetContent content, List<SheetRow> named) {
        List<SheetRow> enabled = narrowed(named, row -> !content.says(row, JobColumn.ENABLED, "N", "NO", "FALSE", "0"));
        List<SheetRow> left =
                narrowed(enabled, row -> content.says(row, JobColumn.LOAD_TYPE, LoadType.INCREMENTAL.name()));
        return left.size() == 1 ? Optional.of(left.get(0)) : Optional.empty();
    }

    private static List<SheetRow> narrowed(List<SheetRow> rows, Predicate<SheetRow> wanted) {
        List<SheetRow> those = rows.stream().filter(wanted).toList();
        return rows.size() > 1 && !those.isEmpty() ? those : rows;
    }
}
