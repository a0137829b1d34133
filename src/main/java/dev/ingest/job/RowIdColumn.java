package dev.ingest.job;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;

/** dlt's columns that tell rows of records apart and link nested ones to theirs. Their values are drawn, not read. */
public final class RowIdColumn {
    /** The row's own. */
    public static final Column COLUMN = new Column("_dlt_id", ColumnType.TEXT, Nullability.REQUIRED);

    /** Of the row that a nested one belongs to. */
    public static final Column PARENT = new Column("_dlt_parent_id", ColumnType.TEXT, Nullability.REQUIRED);

    /** The place of a nested row in its list. */
    public static final Column LIST_INDEX = new Column("_dlt_list_idx", ColumnType.INT64, Nullability.REQUIRED);

    private RowIdColumn() {}
}
