package dev.ingest.source;

import dev.ingest.job.name.TableName;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a source's catalogue says of a table, without a look at its rows.
 *
 * @param name its exact name, schema included
 * @param shortest the shortest name by which a job of this user's finds it
 * @param rows about how many it has; empty: nobody counted
 * @param bytes about how many they take; empty: nobody measured
 * @param primaryKey names of the key columns, in key order
 * @param candidates columns that can be a watermark, in the table's order: times and row versions, and whole numbers that
 *     an index begins with
 */
public record TableSummary(
        TableName name,
        TableName shortest,
        OptionalLong rows,
        OptionalLong bytes,
        List<String> primaryKey,
        List<CursorCandidate> candidates) {
    public TableSummary {
        primaryKey = List.copyOf(primaryKey);
        candidates = List.copyOf(candidates);
    }

    /** A table that is found by its whole name alone. */
    public TableSummary(
            TableName name,
            OptionalLong rows,
            OptionalLong bytes,
            List<String> primaryKey,
            List<CursorCandidate> candidates) {
        this(name, name, rows, bytes, primaryKey, candidates);
    }

    /** A table of which its name is all that is known. */
    public static TableSummary of(TableName name) {
        return new TableSummary(name, OptionalLong.empty(), OptionalLong.empty(), List.of(), List.of());
    }
}
