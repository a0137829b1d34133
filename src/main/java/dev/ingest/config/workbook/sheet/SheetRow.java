package dev.ingest.config.workbook.sheet;

import java.util.Map;
import java.util.Optional;

/**
 * A row that holds something.
 *
 * @param number from 1, as Excel shows it
 * @param cells those that are not blank, by column, from 0
 */
public record SheetRow(int number, Map<Integer, SheetCell> cells) {
    public SheetRow {
        cells = Map.copyOf(cells);
    }

    public Optional<SheetCell> cell(int column) {
        return Optional.ofNullable(cells.get(column));
    }
}
