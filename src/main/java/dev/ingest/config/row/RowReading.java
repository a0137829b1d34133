package dev.ingest.config.row;

import java.util.Optional;

/**
 * What a row reads of its table, and in how many pieces.
 *
 * @param query what is read in the table's place; absent: the table
 * @param where the user's condition
 * @param columns which ones
 * @param splitBy as written
 * @param slices as written
 */
public record RowReading(
        Optional<RowQuery> query,
        Optional<String> where,
        ColumnSelection columns,
        Optional<String> splitBy,
        Optional<String> slices) {}
