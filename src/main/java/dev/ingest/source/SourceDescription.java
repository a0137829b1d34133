package dev.ingest.source;

import dev.ingest.job.TableName;
import dev.ingest.job.TextOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a table is, as of the snapshot that its rows will be read in.
 *
 * @param table its exact name, schema included
 * @param columns in the table's order
 * @param primaryKey names of the key columns, in key order
 * @param uniqueColumns columns that a unique constraint covers alone and that hold no null
 * @param extents physical parts; empty where the table cannot be sliced (a view, a foreign table)
 * @param snapshot the source's name for the snapshot; absent where it has none to share
 * @param order how it compares text cursors
 */
public record SourceDescription(
        TableName table,
        List<SourceColumn> columns,
        List<String> primaryKey,
        Set<String> uniqueColumns,
        List<Extent> extents,
        Optional<String> snapshot,
        TextOrder order) {

    /** A table whose texts compare by their bytes in UTF-8. */
    public SourceDescription(
            TableName table,
            List<SourceColumn> columns,
            List<String> primaryKey,
            Set<String> uniqueColumns,
            List<Extent> extents,
            Optional<String> snapshot) {
        this(table, columns, primaryKey, uniqueColumns, extents, snapshot, TextOrder.BINARY);
    }

    public SourceDescription {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniqueColumns = Set.copyOf(uniqueColumns);
        extents = List.copyOf(extents);
    }
}
