package dev.ingest.source;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.job.Extraction;
import dev.ingest.job.JobKey;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadType;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.SettingSection;
import dev.ingest.job.Slice;
import dev.ingest.job.SourceType;
import dev.ingest.job.Target;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.Codec;
import dev.ingest.job.option.FileOptions;
import dev.ingest.job.option.FullMode;
import dev.ingest.job.option.Unrepresentable;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What a planner makes of a source, cut down to what the tests of reading need.
 *
 * @param type what kind of source it is
 * @param rules what is known of it
 */
public record SourcePlans(SourceType type, SourceRules rules) {

    /** What is chosen where users choose nothing. */
    public static ReadingOptions options() {
        return options(Optional.empty(), Unrepresentable.FAIL);
    }

    public static ReadingOptions options(Optional<ColumnType> override, Unrepresentable unrepresentable) {
        return new ReadingOptions(
                override, new ColumnType.Decimal(38, 9), ColumnType.Timestamp.Unit.MICROS, unrepresentable);
    }

    public static SourceQuestion question(TableName table, Optional<String> cursor) {
        return new SourceQuestion(Extraction.of(table), cursor, Duration.ofHours(1), Optional.empty());
    }

    public PlannedColumn planned(SourceColumn column, ReadingOptions options) {
        ColumnReading reading = rules.reading(column, options);
        return new PlannedColumn(
                column.name(),
                column.declaredType(),
                reading.reading(),
                new Column(column.name(), reading.type(), column.nullability()));
    }

    /** A load of the whole table in one slice. */
    public JobPlan full(SourceDescription description, ReadingOptions options) {
        return plan(description, options, Optional.empty(), Window.ALL, Optional.empty());
    }

    /** A load of a window of the table in one slice. */
    public JobPlan plan(
            SourceDescription description,
            ReadingOptions options,
            Optional<Cursor> cursor,
            Window window,
            Optional<String> where) {
        Extraction extraction = new Extraction(description.table(), Optional.empty(), where);
        return plan(extraction, description, options, cursor, window);
    }

    /** A load of a window of what {@code extraction} reads, in one slice. */
    public JobPlan plan(Extraction extraction, SourceDescription description, Cursor cursor, Window window) {
        return plan(extraction, description, options(), Optional.of(cursor), window);
    }

    private JobPlan plan(
            Extraction extraction,
            SourceDescription description,
            ReadingOptions options,
            Optional<Cursor> cursor,
            Window window) {
        return new JobPlan(
                new JobKey("test", "t"),
                "test." + description.table().table(),
                cursor.isPresent() ? LoadType.INCREMENTAL : LoadType.FULL,
                List.of(),
                new Reading(
                        type,
                        SettingSection.table("test", description.table().table()),
                        extraction,
                        description.columns().stream()
                                .map(column -> planned(column, options))
                                .toList(),
                        cursor,
                        window,
                        List.of(),
                        description.snapshot(),
                        List.of(Slice.WHOLE)),
                target(type));
    }

    public static Target target(SourceType type) {
        ZonedDateTime moment = ZonedDateTime.of(2026, 1, 29, 14, 30, 0, 0, ZoneId.of("UTC"));
        return new Target(
                "{table_name}/{load_id}.{file_id}.{ext}",
                type.id() + "_to_adls_test",
                moment,
                moment.toLocalDate(),
                FullMode.SNAPSHOT,
                List.of(),
                List.of(),
                new FileOptions(Codec.SNAPPY, 1_000_000, 1L << 27, 1L << 28));
    }
}
