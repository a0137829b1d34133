package dev.ingest.config;

import dev.ingest.config.row.ColumnSelection;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.config.row.RowCursor;
import dev.ingest.config.row.RowLanding;
import dev.ingest.config.row.RowPlaces;
import dev.ingest.config.row.RowQuery;
import dev.ingest.config.row.RowReading;
import dev.ingest.job.CellForm;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.LoadType;
import dev.ingest.job.name.TableName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows as the workbook would give them, for tests that need none. */
public final class JobRows {
    private final Map<JobColumn, String> cells = new EnumMap<>(JobColumn.class);

    private JobRows() {}

    /** A FULL load of {@code table} from the PostgreSQL source {@code crm}. */
    public static JobRows full(String table) {
        return new JobRows().with(JobColumn.TABLE_NAME, table).with(JobColumn.LOAD_TYPE, "FULL");
    }

    /** An INCREMENTAL load along {@code cursor}. */
    public static JobRows incremental(String table, String cursor) {
        return full(table).with(JobColumn.LOAD_TYPE, "INCREMENTAL").with(JobColumn.WATERMARK_COLUMN, cursor);
    }

    public JobRows with(JobColumn column, String text) {
        cells.put(column, text);
        return this;
    }

    /** Another row with the same cells. */
    public JobRows copy() {
        JobRows copy = new JobRows();
        copy.cells.putAll(cells);
        return copy;
    }

    private ColumnSelection columns() {
        List<String> written = list(JobColumn.COLUMNS);
        List<String> left = written.stream()
                .filter(name -> name.startsWith("-"))
                .map(name -> name.substring(1))
                .toList();
        return left.size() == written.size() ? ColumnSelection.allBut(left) : ColumnSelection.only(written);
    }

    public JobRow row() {
        Map<JobColumn, String> places = new EnumMap<>(JobColumn.class);
        for (JobColumn column : JobColumn.values()) {
            places.put(column, "jobs!" + column.header());
        }
        String table = cells.getOrDefault(JobColumn.TABLE_NAME, "orders");
        return new JobRow(
                new RowPlaces(places, ""),
                DatabaseKind.POSTGRESQL,
                cells.getOrDefault(JobColumn.SOURCE_NAME, "crm"),
                TableName.parse(table),
                table,
                LoadType.valueOf(cells.getOrDefault(JobColumn.LOAD_TYPE, "FULL")),
                new RowCursor(
                        cell(JobColumn.WATERMARK_COLUMN),
                        cell(JobColumn.LAST_WATERMARK),
                        CellForm.TEXT,
                        cell(JobColumn.WATERMARK_LAG),
                        cell(JobColumn.LOAD_WINDOW)),
                new RowReading(
                        cell(JobColumn.QUERY).map(text -> new RowQuery("query.sql", text)),
                        cell(JobColumn.WHERE),
                        columns(),
                        cell(JobColumn.SPLIT_BY),
                        cell(JobColumn.SLICES)),
                new RowLanding(
                        list(JobColumn.PARTITION_BY),
                        list(JobColumn.CLUSTER_BY),
                        list(JobColumn.PRIMARY_KEY),
                        cell(JobColumn.ON_SCHEMA_CHANGE).map(SchemaChange::valueOf)));
    }

    private Optional<String> cell(JobColumn column) {
        return Optional.ofNullable(cells.get(column));
    }

    private List<String> list(JobColumn column) {
        return cell(column).map(text -> List.of(text.split(","))).orElse(List.of());
    }
}
