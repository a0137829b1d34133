package dev.ingest.config;

import dev.ingest.job.CellForm;
import dev.ingest.job.LoadType;
import dev.ingest.job.SourceType;
import dev.ingest.job.name.Printable;
import dev.ingest.job.name.TableName;
import java.util.List;
import java.util.Optional;

/**
 * One enabled row of the workbook, valid as far as the row alone can tell.
 *
 * @param places where the row's cells stand
 * @param type what is read
 * @param sourceName as written
 * @param table the table's name
 * @param tableText the table as written
 * @param loadType how much is read
 * @param watermarkColumn present for INCREMENTAL
 * @param lastWatermark the cell as full-precision text (a date cell as {@code 2026-01-27 10:44:12.584}); empty cell: absent
 * @param lastWatermarkForm how the workbook keeps it; text for an empty cell
 * @param partitionBy as written, one name an element
 * @param clusterBy as written
 * @param where the user's condition
 * @param columns as written; none: all
 * @param primaryKey as written
 * @param watermarkLag as written
 * @param splitBy as written
 * @param slices as written
 * @param onSchemaChange absent: the setting decides
 * @param loadWindow as written
 */
public record JobRow(
        RowPlaces places,
        SourceType type,
        String sourceName,
        TableName table,
        String tableText,
        LoadType loadType,
        Optional<String> watermarkColumn,
        Optional<String> lastWatermark,
        CellForm lastWatermarkForm,
        List<String> partitionBy,
        List<String> clusterBy,
        Optional<String> where,
        List<String> columns,
        List<String> primaryKey,
        Optional<String> watermarkLag,
        Optional<String> splitBy,
        Optional<String> slices,
        Optional<SchemaChange> onSchemaChange,
        Optional<String> loadWindow) {
    public JobRow {
        partitionBy = List.copyOf(partitionBy);
        clusterBy = List.copyOf(clusterBy);
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }

    /** {@code source_name.table_name}, as the log and the audit call the job, on one line. */
    public String name() {
        return Printable.of(sourceName + "." + tableText);
    }

    /** A fault in this row's cell of {@code column}, or of the row where the sheet lacks the column. */
    public Finding finding(JobColumn column, String message) {
        return new Finding(
                places.of(column).or(() -> places.of(JobColumn.SOURCE_TYPE)).orElse("jobs"), message);
    }
}
