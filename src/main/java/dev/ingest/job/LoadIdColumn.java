package dev.ingest.job;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;

/** Whether files hold dlt's column of the load that each row came with. */
public enum LoadIdColumn {
    ABSENT,
    ADDED;

    /** As dlt has it. */
    public static final Column COLUMN = new Column("_dlt_load_id", ColumnType.TEXT, Nullability.REQUIRED);
}
