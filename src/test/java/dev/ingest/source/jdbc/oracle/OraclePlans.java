package dev.ingest.source.jdbc.oracle;

import dev.ingest.data.Nullability;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.Extraction;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.SettingSection;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourcePlans;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Columns and readings of a table {@code SALES.ORDERS} that no server has. */
final class OraclePlans {
    static final OracleDialect DIALECT = new OracleDialect();
    static final SourcePlans PLANS = new SourcePlans(DatabaseKind.ORACLE, DIALECT);
    static final TableName TABLE = TableName.exact("SALES", "ORDERS");

    private OraclePlans() {}

    static SourceColumn column(String name, String base) {
        return ColumnForm.of(
                        base,
                        base.toUpperCase(java.util.Locale.ROOT),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        20,
                        true)
                .column(name, true, Nullability.NULLABLE);
    }

    static SourceColumn number(String name, int precision, int scale) {
        return ColumnForm.of("number", "NUMBER", OptionalInt.of(precision), OptionalInt.of(scale), 22, false)
                .column(name, true, Nullability.NULLABLE);
    }

    static SourceColumn timestamp(String name, String base, int digits) {
        return ColumnForm.of(base, base, OptionalInt.empty(), OptionalInt.of(digits), 11, false)
                .column(name, true, Nullability.NULLABLE);
    }

    static PlannedColumn planned(SourceColumn column, ReadingOptions options) {
        return PLANS.planned(column, options);
    }

    static Reading reading(SourceColumn... columns) {
        return reading(SourcePlans.options(), columns);
    }

    static Reading reading(ReadingOptions options, SourceColumn... columns) {
        return reading(
                Extraction.of(TABLE),
                List.of(columns).stream()
                        .map(column -> planned(column, options))
                        .toList(),
                Optional.empty(),
                Window.ALL,
                Snapshot.ALONE);
    }

    static Reading reading(
            Extraction extraction,
            List<PlannedColumn> columns,
            Optional<Cursor> cursor,
            Window window,
            Snapshot snapshot) {
        return new Reading(
                DatabaseKind.ORACLE,
                SettingSection.table("erp", "orders"),
                extraction,
                columns,
                cursor,
                window,
                List.of(),
                snapshot,
                List.of(Slice.WHOLE));
    }
}
