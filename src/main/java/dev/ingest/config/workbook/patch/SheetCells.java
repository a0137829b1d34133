package dev.ingest.config.workbook.patch;

import dev.ingest.config.workbook.sheet.CellRange;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Texts for cells of a sheet.
 *
 * @param texts by row, from 1, and by column, from 0
 * @param fresh the first row that need not stand in the sheet yet
 */
public record SheetCells(Map<Integer, Map<Integer, String>> texts, int fresh) {
    public SheetCells {
        texts = Map.copyOf(texts);
    }

    /** Texts for one column of rows that hold something. */
    public static SheetCells ofColumn(int column, Map<Integer, String> texts) {
        Map<Integer, Map<Integer, String>> cells = new TreeMap<>();
        texts.forEach((row, text) -> cells.put(row, Map.of(column, text)));
        return new SheetCells(cells, Integer.MAX_VALUE);
    }

    NavigableMap<Integer, Map<Integer, String>> byRow() {
        return new TreeMap<>(texts);
    }

    /** The rectangle that {@code range} becomes where fresh rows follow upon it or go beyond its end. */
    CellRange grown(CellRange range) {
        int last = texts.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        boolean follows = last >= fresh && range.bottom() >= fresh - 1 && range.bottom() < last;
        boolean beside = columns().noneMatch(column -> column >= range.left() && column <= range.right());
        return !follows || beside ? range : new CellRange(range.left(), range.top(), range.right(), last);
    }

    /** The rectangle that holds {@code range} and all fresh rows. */
    CellRange around(CellRange range) {
        int last = texts.keySet().stream()
                .filter(row -> row >= fresh)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        int right = last == 0 ? 0 : columns().mapToInt(Integer::intValue).max().orElse(0);
        return new CellRange(range.left(), range.top(), Math.max(range.right(), right), Math.max(range.bottom(), last));
    }

    Stream<Integer> columns() {
        return texts.values().stream().flatMap(row -> row.keySet().stream()).distinct();
    }
}
