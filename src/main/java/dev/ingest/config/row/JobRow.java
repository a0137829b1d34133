package dev.ingest.config.row;

import dev.ingest.config.Finding;
import dev.ingest.job.Extraction;
import dev.ingest.job.LoadType;
import dev.ingest.job.SourceType;
import dev.ingest.job.name.Printable;
import dev.ingest.job.name.TableName;

/**
 * One enabled row of the workbook, valid as far as the row alone can tell.
 *
 * @param places where the row's cells stand
 * @param type what is read
 * @param sourceName as written
 * @param table the table's name
 * @param tableText the table as written
 * @param loadType how much is read
 * @param cursor how far its loads have come
 * @param reading what is read of the table
 * @param landing how the table lies in the lake
 */
public record JobRow(
        RowPlaces places,
        SourceType type,
        String sourceName,
        TableName table,
        String tableText,
        LoadType loadType,
        RowCursor cursor,
        RowReading reading,
        RowLanding landing) {
    /** {@code source_name.table_name}, as the log and the audit call the job, on one line. */
    public String name() {
        return Printable.of(sourceName + "." + tableText);
    }

    /** Which rows of the source are the job's. */
    public Extraction extraction() {
        return new Extraction(table, reading.query().map(RowQuery::text), reading.where());
    }

    /** A fault in this row's cell of {@code column}, or of the row where the sheet lacks the column. */
    public Finding finding(JobColumn column, String message) {
        return new Finding(
                places.of(column).or(() -> places.of(JobColumn.SOURCE_TYPE)).orElse("jobs"), message);
    }
}
