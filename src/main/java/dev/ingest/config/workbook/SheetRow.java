package dev.ingest.config.workbook;

import java.util.Map;
import java.util.Optional;

/**
 * A row that holds something.
 *
 * @param number from 1, as Excel shows it
 * @param cells those that are not blank, by column, from 0
 */
record SheetRow(int number, Map<Integer, SheetCell> cells) {
    SheetRow {
        cells = Map.copyOf(cells);
    }

    Optional<SheetCell> cell(int column) {
        return Optional.ofNullable(cells.get(column));
    }
}
