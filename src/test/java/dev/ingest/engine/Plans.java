package dev.ingest.engine;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.Extraction;
import dev.ingest.job.JobKey;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadType;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.SettingSection;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.Target;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.Codec;
import dev.ingest.job.option.FileOptions;
import dev.ingest.job.option.FullMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Plans of a table with an {@code id} and a {@code name}. */
public final class Plans {
    public static final Schema SCHEMA = new Schema(List.of(
            new Column("id", ColumnType.INT64, Nullability.NULLABLE),
            new Column("name", ColumnType.TEXT, Nullability.NULLABLE)));
    private static final LocalDate DAY = LocalDate.of(2026, 1, 29);

    private Plans() {}

    public static JobPlan full(Slice... slices) {
        return plan(LoadType.FULL, Optional.empty(), Window.ALL, List.of(slices), SCHEMA);
    }

    public static JobPlan incremental(Cursor cursor, String low) {
        return incremental(cursor, new Window(Optional.of(new Bound(low, Bound.Edge.INCLUSIVE)), Optional.empty()));
    }

    public static JobPlan incremental(Cursor cursor, Window window) {
        return incremental(cursor, window, SCHEMA.columns().toArray(Column[]::new));
    }

    public static JobPlan incremental(Cursor cursor, Window window, Column... columns) {
        return plan(
                LoadType.INCREMENTAL, Optional.of(cursor), window, List.of(Slice.WHOLE), new Schema(List.of(columns)));
    }

    private static JobPlan plan(
            LoadType type, Optional<Cursor> cursor, Window window, List<Slice> slices, Schema schema) {
        return new JobPlan(
                new JobKey("crm", "orders"),
                "crm.orders",
                type,
                List.of(),
                new Reading(
                        DatabaseKind.POSTGRESQL,
                        SettingSection.table("crm", "t"),
                        Extraction.of(TableName.exact("public", "orders")),
                        schema.columns().stream()
                                .map(column -> new PlannedColumn(column.name(), "any", "any", column))
                                .toList(),
                        cursor,
                        window,
                        List.of(),
                        slices.size() > 1 ? new Snapshot.Shared("one") : Snapshot.ALONE,
                        slices),
                new Target(
                        "{table_name}/{YYYY}/{MM}/{DD}/{load_id}.{file_id}.{ext}",
                        "postgresql_to_adls_crm",
                        DAY.atStartOfDay(ZoneOffset.UTC),
                        DAY,
                        FullMode.SNAPSHOT,
                        List.of(),
                        List.of(),
                        new FileOptions(Codec.SNAPPY, 1_000_000, 64 << 20, 256 << 20)));
    }
}
