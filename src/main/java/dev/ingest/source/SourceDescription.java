package dev.ingest.source;

import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.TextOrder;
import dev.ingest.job.name.TableName;
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
 * @param snapshot what the sessions that read its slices see of it
 * @param order how it compares text cursors
 * @param divided what slices are cut along where nobody names a column; absent where there is nothing of the kind
 */
public record SourceDescription(
        TableName table,
        List<SourceColumn> columns,
        List<String> primaryKey,
        Set<String> uniqueColumns,
        List<Extent> extents,
        Snapshot snapshot,
        TextOrder order,
        Optional<DividingKey> divided) {

    /** A table without a key that it is stored along. */
    public SourceDescription(
            TableName table,
            List<SourceColumn> columns,
            List<String> primaryKey,
            Set<String> uniqueColumns,
            List<Extent> extents,
            Snapshot snapshot,
            TextOrder order) {
        this(table, columns, primaryKey, uniqueColumns, extents, snapshot, order, Optional.empty());
    }

    /** A table whose texts compare by their bytes in UTF-8. */
    public SourceDescription(
            TableName table,
            List<SourceColumn> columns,
            List<String> primaryKey,
            Set<String> uniqueColumns,
            List<Extent> extents,
            Snapshot snapshot) {
        this(table, columns, primaryKey, uniqueColumns, extents, snapshot, TextOrder.BINARY);
    }

    public SourceDescription {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniqueColumns = Set.copyOf(uniqueColumns);
        extents = List.copyOf(extents);
    }
}
