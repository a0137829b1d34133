package dev.ingest.plan;

import dev.ingest.config.Finding;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.data.ColumnType;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorDistance;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.Lag;
import dev.ingest.job.cursor.Watermark;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceRules;
import java.util.List;
import java.util.Optional;

/** Chooses an incremental job's cursor and how far behind its watermark it reads again. */
final class CursorChoice {
    private final JobRow row;
    private final SettingScope settings;
    private final SourceRules rules;
    private final List<Finding> findings;

    CursorChoice(JobRow row, SettingScope settings, SourceRules rules, List<Finding> findings) {
        this.row = row;
        this.settings = settings;
        this.rules = rules;
        this.findings = findings;
    }

    /** The watermark column; empty, with a finding, when the table lacks it or it cannot be one. */
    Optional<Cursor> cursor(SourceDescription description, List<PlannedColumn> columns, PlanInputs inputs) {
        String name = row.cursor().column().orElseThrow();
        Optional<SourceColumn> found = ColumnChoice.find(description, name);
        if (found.isEmpty()) {
            return refuse("the table has no column '" + name + "'." + ColumnChoice.near(description, name));
        }
        SourceColumn column = found.get();
        Optional<CursorType> type = rules.cursorType(column);
        if (type.isEmpty()) {
            return refuse("'" + name + "' is of type " + column.declaredType()
                    + ", which has no order to follow. Choose a date, timestamp, number or text column.");
        }
        Optional<PlannedColumn> planned = columns.stream()
                .filter(candidate -> candidate.source().equals(column.name()))
                .findFirst();
        if (planned.isEmpty()) {
            return refuse("'" + name + "' is not among the columns that are read. Add it to the columns cell.");
        }
        ColumnType landed = planned.get().column().type();
        if (!keepsOrder(type.get(), landed)) {
            return refuse("'" + name + "' is of type " + column.declaredType() + " and would land as " + landed
                    + ", in which its values cannot be told. Remove its type from [columns].");
        }
        Cursor cursor = new Cursor(
                        column.name(),
                        planned.get().column().name(),
                        type.get(),
                        column.precision().orElse(0),
                        uniqueness(description, column))
                .ordered(description.order());
        return Optional.of(lag(cursor, inputs).map(cursor::lagging).orElse(cursor));
    }

    /** What users want; else, in a column without a zone, what clocks may go back. */
    private Optional<Lag> lag(Cursor cursor, PlanInputs inputs) {
        Optional<String> reached = reached(cursor, inputs.watermark());
        Optional<CursorDistance> asked = lag(cursor);
        return asked.isPresent()
                ? asked.map(behind -> new Lag(behind, reached))
                : overlap(cursor, inputs).map(behind -> new Lag(behind, reached, Lag.Cause.NO_ZONE));
    }

    private Optional<CursorDistance> overlap(Cursor cursor, PlanInputs inputs) {
        return inputs.horizon()
                .flatMap(Horizon::clock)
                .flatMap(clock ->
                        ZoneOverlap.of(cursor.type(), clock, settings.value(SettingCatalog.WATERMARK_TIME_ZONE)));
    }

    private static Cursor.Uniqueness uniqueness(SourceDescription description, SourceColumn column) {
        return description.uniqueColumns().contains(column.name())
                ? Cursor.Uniqueness.UNIQUE
                : Cursor.Uniqueness.REPEATED;
    }

    private Optional<CursorDistance> lag(Cursor cursor) {
        Optional<String> setting = settings.value(SettingCatalog.WATERMARK_LAG);
        Optional<String> written = row.cursor().lag().or(() -> setting);
        try {
            return written.flatMap(text -> CursorDistanceText.parse(cursor.type(), text));
        } catch (IllegalArgumentException e) {
            String message = "watermark_lag '" + written.orElse("") + "' " + e.getMessage() + ".";
            findings.add(
                    row.cursor().lag().isPresent()
                            ? row.finding(JobColumn.WATERMARK_LAG, message)
                            : new Finding(settings.lookedFor(SettingCatalog.WATERMARK_LAG.key()), message));
            return Optional.empty();
        }
    }

    /** A watermark that is no value of the column becomes a finding where the window is cut. */
    private static Optional<String> reached(Cursor cursor, Optional<Watermark> watermark) {
        try {
            return watermark
                    .filter(mark -> mark.origin() != Watermark.Origin.PERSON)
                    .map(mark -> CursorText.canonical(cursor.type(), mark.value()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the highest value can be read off the column as it lands. */
    private static boolean keepsOrder(CursorType type, ColumnType landed) {
        return switch (type) {
            case DATE -> landed instanceof ColumnType.Date;
            case TIMESTAMP -> isTimestamp(landed, ColumnType.Timestamp.Zone.NAIVE);
            case TIMESTAMP_UTC -> isTimestamp(landed, ColumnType.Timestamp.Zone.UTC);
            case INTEGER, DECIMAL ->
                landed instanceof ColumnType.Whole
                        || landed instanceof ColumnType.Decimal
                        || landed instanceof ColumnType.Text;
            case TEXT -> landed instanceof ColumnType.Text;
            case ROWVERSION -> landed instanceof ColumnType.Binary;
        };
    }

    private static boolean isTimestamp(ColumnType landed, ColumnType.Timestamp.Zone zone) {
        return landed instanceof ColumnType.Timestamp timestamp && timestamp.zone() == zone;
    }

    private Optional<Cursor> refuse(String message) {
        findings.add(row.finding(JobColumn.WATERMARK_COLUMN, message));
        return Optional.empty();
    }
}
