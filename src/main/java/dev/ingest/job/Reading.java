package dev.ingest.job;

import dev.ingest.data.Column;
import dev.ingest.data.Schema;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What is read of a source: all that it needs to be told, as plain data.
 *
 * @param type what is read
 * @param section the table's settings; the section around it tells how to reach the source
 * @param extraction which rows
 * @param columns what is read of each row; empty when the types are not known without connecting
 * @param cursor the watermark column; absent for FULL
 * @param window what is read of the table
 * @param order landed names of the columns that the source sorts by
 * @param snapshot what the slices see of the table
 * @param slices at least one
 */
public record Reading(
        SourceType type,
        SettingSection section,
        Extraction extraction,
        List<PlannedColumn> columns,
        Optional<Cursor> cursor,
        Window window,
        List<String> order,
        Snapshot snapshot,
        List<Slice> slices) {
    public Reading {
        columns = List.copyOf(columns);
        order = List.copyOf(order);
        slices = List.copyOf(slices);
    }

    /** The table, or the name that the rows of a query go by. */
    public TableName table() {
        return extraction.table();
    }

    /** The same, in these slices. */
    Reading in(List<Slice> others) {
        return new Reading(type, section, extraction, columns, cursor, window, order, snapshot, others);
    }

    /** The user's condition. */
    public Optional<String> where() {
        return extraction.where();
    }

    /** What is read, as it lands. */
    public Schema schema() {
        return new Schema(columns.stream().map(PlannedColumn::column).toList());
    }

    /** What lands as {@code name}. */
    public Optional<Column> column(String name) {
        return columns.stream()
                .map(PlannedColumn::column)
                .filter(column -> column.name().equals(name))
                .findFirst();
    }
}
