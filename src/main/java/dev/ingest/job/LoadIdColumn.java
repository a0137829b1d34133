package dev.ingest.job;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import java.util.ArrayList;
import java.util.List;

/** Whether files hold dlt's column of the load that each row came with. */
public enum LoadIdColumn {
    ABSENT,
    ADDED;

    /** As dlt has it. */
    public static final Column COLUMN = new Column("_dlt_load_id", ColumnType.TEXT, Nullability.REQUIRED);

    /** What files hold of rows of {@code read}: the load's id, where it is wanted, stands behind them. */
    public Schema landed(Schema read) {
        if (this == ABSENT) {
            return read;
        }
        List<Column> landed = new ArrayList<>(read.columns());
        landed.add(COLUMN);
        return new Schema(landed);
    }
}
