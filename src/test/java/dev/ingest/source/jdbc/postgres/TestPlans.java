package dev.ingest.source.jdbc.postgres;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.job.Codec;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.FileOptions;
import dev.ingest.job.FullMode;
import dev.ingest.job.JobKey;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadType;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.SettingSection;
import dev.ingest.job.Slice;
import dev.ingest.job.Target;
import dev.ingest.job.Unrepresentable;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.source.BatchReader;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.SourceRules;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What a planner and an engine do with a source, cut down to what the tests of reading need. */
public final class TestPlans {
    static final SourceRules DIALECT = new PostgresDialect();
    public static final String NULL = "<null>";

    private TestPlans() {}

    public static ReadingOptions options() {
        return options(Optional.empty(), Unrepresentable.FAIL);
    }

    public static ReadingOptions options(Optional<ColumnType> override, Unrepresentable unrepresentable) {
        return new ReadingOptions(
                override, new ColumnType.Decimal(38, 9), ColumnType.Timestamp.Unit.MICROS, unrepresentable);
    }

    public static SourceQuestion question(String table) {
        return question(table, Optional.empty());
    }

    public static SourceQuestion question(String table, Optional<String> cursor) {
        return new SourceQuestion(
                TableName.parse(table), cursor, Optional.empty(), Duration.ofHours(1), Optional.empty());
    }

    static PlannedColumn planned(SourceColumn column, ReadingOptions options) {
        ColumnReading reading = DIALECT.reading(column, options);
        return new PlannedColumn(
                column.name(),
                column.declaredType(),
                reading.reading(),
                new Column(column.name(), reading.type(), column.nullability()));
    }

    public static JobPlan plan(SourceDescription description, ReadingOptions options) {
        return plan(description, options, Optional.empty(), Window.ALL, Optional.empty());
    }

    public static JobPlan plan(
            SourceDescription description,
            ReadingOptions options,
            Optional<Cursor> cursor,
            Window window,
            Optional<String> where) {
        return new JobPlan(
                new JobKey("test", "t"),
                "test." + description.table().table(),
                cursor.isPresent() ? LoadType.INCREMENTAL : LoadType.FULL,
                List.of(),
                new Reading(
                        DatabaseKind.POSTGRESQL,
                        SettingSection.table("test", description.table().table()),
                        description.table(),
                        description.columns().stream()
                                .map(column -> planned(column, options))
                                .toList(),
                        cursor,
                        window,
                        where,
                        List.of(),
                        description.snapshot(),
                        List.of(Slice.WHOLE)),
                target());
    }

    public static Target target() {
        ZonedDateTime moment = ZonedDateTime.of(2026, 1, 29, 14, 30, 0, 0, ZoneId.of("UTC"));
        return new Target(
                "{table_name}/{load_id}.{file_id}.{ext}",
                "postgresql_to_adls_test",
                moment,
                moment.toLocalDate(),
                FullMode.SNAPSHOT,
                List.of(),
                List.of(),
                new FileOptions(Codec.SNAPPY, 1_000_000, 1L << 27, 1L << 28));
    }

    /** All rows of a slice, each cell as text. */
    public static List<List<String>> rows(Source source, JobPlan plan, Slice slice) {
        List<List<String>> rows = new ArrayList<>();
        ColumnBatch batch = new ColumnBatch(plan.reading().schema(), 1000);
        try (BatchReader reader = source.read(plan.reading(), slice)) {
            while (reader.read(batch, 1 << 20).isPresent()) {
                for (int row = 0; row < batch.rows(); row++) {
                    rows.add(cells(batch, row));
                }
                batch.clear();
            }
        }
        return rows;
    }

    public static List<List<String>> rows(TestPostgres database, String table) {
        try (Source source = database.open()) {
            JobPlan plan = plan(source.describe(question(table)), options());
            return rows(source, plan, Slice.WHOLE);
        }
    }

    private static List<String> cells(ColumnBatch batch, int row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < batch.schema().size(); i++) {
            cells.add(cell(batch, i, row));
        }
        return cells;
    }

    private static String cell(ColumnBatch batch, int column, int row) {
        if (batch.vector(column).isNull(row)) {
            return NULL;
        }
        ColumnType type = batch.schema().column(column).type();
        return switch (type.vector()) {
            case LONG -> whole(type, batch.longs(column).at(row));
            case DOUBLE ->
                type.equals(ColumnType.FLOAT)
                        ? Float.toString((float) batch.doubles(column).at(row))
                        : Double.toString(batch.doubles(column).at(row));
            case WIDE ->
                decimal(
                        type,
                        new BigInteger(ByteBuffer.allocate(16)
                                .putLong(batch.wides(column).high(row))
                                .putLong(batch.wides(column).low(row))
                                .array()));
            case BYTES ->
                type.equals(ColumnType.BINARY)
                        ? HexFormat.of()
                                .formatHex(
                                        batch.bytes(column).arena(),
                                        batch.bytes(column).offset(row),
                                        batch.bytes(column).offset(row + 1))
                        : batch.bytes(column).text(row);
        };
    }

    private static String whole(ColumnType type, long value) {
        if (type instanceof ColumnType.Date) {
            return LocalDate.ofEpochDay(value).toString();
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            long units = timestamp.unit() == ColumnType.Timestamp.Unit.MICROS ? 1_000_000 : 1_000_000_000;
            int nanos = (int) (Math.floorMod(value, units) * (1_000_000_000 / units));
            return LocalDateTime.ofEpochSecond(Math.floorDiv(value, units), nanos, ZoneOffset.UTC)
                    + (timestamp.zone() == ColumnType.Timestamp.Zone.UTC ? "Z" : "");
        }
        if (type instanceof ColumnType.Bool) {
            return value == 1 ? "true" : "false";
        }
        return type instanceof ColumnType.Decimal ? decimal(type, BigInteger.valueOf(value)) : Long.toString(value);
    }

    private static String decimal(ColumnType type, BigInteger unscaled) {
        return new BigDecimal(unscaled, ((ColumnType.Decimal) type).scale()).toPlainString();
    }
}
