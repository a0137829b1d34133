package dev.ingest.commit.state;

import dev.ingest.data.Column;
import dev.ingest.job.Codec;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.FileOptions;
import dev.ingest.job.FullMode;
import dev.ingest.job.JobKey;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadType;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Slice;
import dev.ingest.job.TableName;
import dev.ingest.job.Target;
import dev.ingest.job.Window;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Plans that differ in what the schema tells of them. */
final class Plans {
    private Plans() {}

    static JobPlan full(List<Column> columns) {
        return of(LoadType.FULL, columns);
    }

    static JobPlan incremental(List<Column> columns) {
        return of(LoadType.INCREMENTAL, columns);
    }

    private static JobPlan of(LoadType type, List<Column> columns) {
        LocalDate day = LocalDate.of(2026, 1, 27);
        return new JobPlan(
                new JobKey("mydb", "orders"),
                "mydb.orders",
                DatabaseKind.POSTGRESQL,
                "mydb",
                TableName.exact("orders"),
                type,
                columns.stream()
                        .map(column -> new PlannedColumn(column.name(), "", "", column))
                        .toList(),
                List.of(),
                Optional.empty(),
                Window.ALL,
                Optional.empty(),
                Optional.empty(),
                List.of(Slice.WHOLE),
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
