package dev.ingest.job;

import dev.ingest.data.Column;
import dev.ingest.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that an engine needs to stage one load, as plain data: it can be printed, tested and sent to another process.
 *
 * @param key the job
 * @param name the job as the log and the audit call it: {@code source_name.table_name} as written
 * @param type what is read
 * @param source the name of the section that tells how to reach it
 * @param table the table
 * @param loadType how much is read
 * @param columns what is read of each row; empty when the types are not known without connecting
 * @param primaryKey landed names of the key columns, a hint for the schema
 * @param cursor the watermark column; absent for FULL
 * @param window what is read of the table
 * @param where a condition of the user's, in the source's language
 * @param snapshot the source's name for the snapshot that all slices read
 * @param slices at least one
 * @param target where it lands
 */
public record JobPlan(
        JobKey key,
        String name,
        SourceType type,
        String source,
        TableName table,
        LoadType loadType,
        List<PlannedColumn> columns,
        List<String> primaryKey,
        Optional<Cursor> cursor,
        Window window,
        Optional<String> where,
        Optional<String> snapshot,
        List<Slice> slices,
        Target target) {
    public JobPlan {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        slices = List.copyOf(slices);
    }

    /** What is read, as it lands. */
    public Schema schema() {
        return new Schema(columns.stream().map(PlannedColumn::column).toList());
    }

    /** What the files hold: what is read, and behind it the load's id where that is wanted. */
    public Schema landed() {
        List<Column> landed = new ArrayList<>(schema().columns());
        if (target.loadId() == LoadIdColumn.ADDED) {
            landed.add(LoadIdColumn.COLUMN);
        }
        return new Schema(landed);
    }

    /** What lands as, by landed name. */
    public Optional<Column> column(String landed) {
        return columns.stream()
                .map(PlannedColumn::column)
                .filter(column -> column.name().equals(landed))
                .findFirst();
    }

    /** Whether the load starts from nothing and so replaces what the same day holds. */
    public boolean fromTheStart() {
        return loadType == LoadType.FULL || window.low().isEmpty();
    }
}
