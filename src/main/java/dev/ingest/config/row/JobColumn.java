package dev.ingest.config.row;

import java.util.Locale;

/** The columns of the workbook. {@link #description()} feeds the cell comments, the JSON Schema and the documentation. */
public enum JobColumn {
    SOURCE_TYPE("What is read: postgresql, oracle, mssql, azure_sql or api."),
    SOURCE_NAME("Names the section [sources.<source_name>] of the secrets, and the dataset in the lake."),
    TABLE_NAME("orders, sales.orders, or \"Order Details\" in double quotes; for api, the resource."),
    LOAD_TYPE("FULL reads the whole table, INCREMENTAL the rows beyond last_watermark."),
    WATERMARK_COLUMN("The column that tells new rows from old; required for INCREMENTAL."),
    LAST_WATERMARK("Written back after each load. Edit it to reprocess from there, that value included; empty: all."),
    ENABLED("Y or N."),
    PARTITION_BY("Columns that become folders, as date,region."),
    CLUSTER_BY("Columns that rows are sorted by, as customer_id; cluster = \"query\" has the source sort them."),
    QUERY("A file beside the workbook with a SELECT, as orders.sql: its rows are read in the table's place."),
    WHERE("A condition in the source's language: only rows that meet it are read."),
    COLUMNS("Columns to read, as id,name,updated_at, or to leave out, as -photo,-notes; empty: all."),
    PRIMARY_KEY("Key columns, a hint for the lake's schema; nothing is merged."),
    WATERMARK_LAG("How far behind the watermark to read again, as 2h, 3d, or a number in the cursor's unit."),
    SPLIT_BY(
            "A number, date, timestamp or text column to cut slices by: for views, foreign tables, PostgreSQL before 14."),
    SLICES("How many slices to read at once: a number, or auto."),
    ON_SCHEMA_CHANGE(
            "evolve lands changed tables with a warning, keep does too but keeps the stored types while values fit, freeze fails the job."),
    LOAD_WINDOW("The longest stretch of the cursor one load reads, as 30d, or a number.");

    private final String description;

    JobColumn(String description) {
        this.description = description;
    }

    /** The header, {@code source_type}. */
    public String header() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String description() {
        return description;
    }
}
