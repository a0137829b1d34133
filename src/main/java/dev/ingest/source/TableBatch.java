package dev.ingest.source;

import dev.ingest.data.ColumnBatch;
import java.util.List;

/**
 * Rows of one table.
 *
 * @param path the names of the nested data that they are, as they land, outermost first; empty: the load's own table
 * @param rows with the columns that the table has by now: a later batch of it may have more, behind those before
 * @param roots of nested rows, which row of the own batch handed over last each belongs to
 */
public record TableBatch(List<String> path, ColumnBatch rows, RootRows roots) {
    public TableBatch {
        path = List.copyOf(path);
    }

    /** Rows of the load's own table. */
    public static TableBatch own(ColumnBatch rows) {
        return new TableBatch(List.of(), rows, RootRows.NONE);
    }

    /** Whether they are rows of the load's own table. */
    public boolean isOwn() {
        return path.isEmpty();
    }
}
