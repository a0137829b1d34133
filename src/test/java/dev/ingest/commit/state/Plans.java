package dev.ingest.commit.state;

import dev.ingest.data.Column;
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
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.Codec;
import dev.ingest.job.option.FileOptions;
import dev.ingest.job.option.FullMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Plans that differ in what the schema tells of them. */
final class Plans {
    private Plans() {}

    public static JobPlan full(List<Column> columns) {
        return of(LoadType.FULL, columns);
    }

    public static JobPlan incremental(List<Column> columns) {
        return of(LoadType.INCREMENTAL, columns);
    }

    private static JobPlan of(LoadType type, List<Column> columns) {
        LocalDate day = LocalDate.of(2026, 1, 27);
        return new JobPlan(
                new JobKey("mydb", "orders"),
                "mydb.orders",
                type,
                List.of(),
                new Reading(
                        DatabaseKind.POSTGRESQL,
                        SettingSection.table("mydb", "t"),
                        Extraction.of(TableName.exact("orders")),
                        columns.stream()
                                .map(column -> new PlannedColumn(column.name(), "", "", column))
                                .toList(),
                        Optional.empty(),
                        Window.ALL,
                        List.of(),
                        Snapshot.ALONE,
                        List.of(Slice.WHOLE)),
                new Target(
                        "",
                        "postgres_source",
                        day.atStartOfDay(ZoneOffset.UTC),
                        day,
                        FullMode.SNAPSHOT,
                        List.of(),
                        List.of(),
                        new FileOptions(Codec.SNAPPY, 1, 1, 1)));
    }
}
