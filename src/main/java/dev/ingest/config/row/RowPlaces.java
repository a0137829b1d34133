package dev.ingest.config.row;

import java.util.Map;
import java.util.Optional;

/**
 * Where the cells of one row stand.
 *
 * @param columns for each column the sheet has, sheet and letters: {@code jobs!D}; all rows share them
 * @param row its number
 */
public record RowPlaces(Map<JobColumn, String> columns, String row) {
    public RowPlaces {
        columns = Map.copyOf(columns);
    }

    /** The row's cell, {@code jobs!D7}; absent where the sheet lacks the column. */
    public Optional<String> of(JobColumn column) {
        return Optional.ofNullable(columns.get(column)).map(letters -> letters + row);
    }
}
