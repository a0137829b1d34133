package dev.ingest.config;

import java.util.List;
import java.util.Optional;

/**
 * What a row reads of its table, and in how many pieces.
 *
 * @param query what is read in the table's place
 * @param where the user's condition
 * @param columns as written; none: all
 * @param splitBy as written
 * @param slices as written
 */
public record RowReading(
        Optional<String> query,
        Optional<String> where,
        List<String> columns,
        Optional<String> splitBy,
        Optional<String> slices) {
    public RowReading {
        columns = List.copyOf(columns);
    }
}
