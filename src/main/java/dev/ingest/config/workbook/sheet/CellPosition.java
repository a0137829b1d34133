package dev.ingest.config.workbook.sheet;

import java.util.Optional;

/** Counts where rows and cells stand: they need not say so, and then follow the one before (ECMA-376, 18.3.1.4). */
public final class CellPosition {
    private int row;
    private int column;

    /** Goes on to a row. {@code said} is its attribute {@code r}. */
    public void row(Optional<String> said) {
        int next = row + 1;
        row = said.map(Integer::parseInt).orElse(next);
        column = -1;
    }

    /** Goes on to a cell of the row. {@code said} is its attribute {@code r}. */
    public void cell(Optional<String> said) {
        int next = column + 1;
        column = said.map(CellRange::columnOf).orElse(next);
    }

    /** From 1. */
    public int row() {
        return row;
    }

    /** From 0. */
    public int column() {
        return column;
    }
}
