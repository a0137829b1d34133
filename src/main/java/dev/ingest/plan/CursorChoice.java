package dev.ingest.plan;

import dev.ingest.config.Finding;
import dev.ingest.config.JobColumn;
import dev.ingest.config.JobRow;
import dev.ingest.job.Bound;
import dev.ingest.job.Cursor;
import dev.ingest.job.CursorText;
import dev.ingest.job.CursorType;
import dev.ingest.job.Horizon;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Watermark;
import dev.ingest.job.Window;
import dev.ingest.source.Dialect;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses an incremental job's cursor and cuts its window. */
final class CursorChoice {
    private final JobRow row;
    private final Dialect dialect;
    private final List<Finding> findings;

    CursorChoice(JobRow row, Dialect dialect, List<Finding> findings) {
        this.row = row;
        this.dialect = dialect;
        this.findings = findings;
    }

    /** The watermark column; empty, with a finding, when the table lacks it or it cannot be one. */
    Optional<Cursor> cursor(SourceDescription description, List<PlannedColumn> columns) {
        String name = row.watermarkColumn().orElseThrow();
        Optional<SourceColumn> found = ColumnChoice.find(description, name);
        if (found.isEmpty()) {
            return refuse("the table has no column '" + name + "'." + ColumnChoice.near(description, name));
        }
        SourceColumn column = found.get();
        Optional<CursorType> type = dialect.cursorType(column);
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
        Cursor.Uniqueness uniqueness = description.uniqueColumns().contains(column.name())
                ? Cursor.Uniqueness.UNIQUE
                : Cursor.Uniqueness.REPEATED;
        return Optional.of(new Cursor(
                column.name(),
                planned.get().column().name(),
                type.get(),
                column.precision().orElse(0),
                uniqueness));
    }

    /** The window; its upper end is open while nobody has asked the source. */
    Window window(Optional<Cursor> cursor, Optional<Watermark> watermark, Optional<Horizon> horizon) {
        Optional<Bound> low = watermark.flatMap(value -> low(cursor, value));
        return new Window(low, horizon.flatMap(Horizon::high));
    }

    /** What the horizon's figures mean for the people who read the log. */
    static List<String> warnings(JobRow row, Horizon horizon) {
        List<String> warnings = new ArrayList<>(horizon.warnings());
        String column = row.watermarkColumn().orElse("");
        if (horizon.nullCursors() > 0) {
            warnings.add(horizon.nullCursors() + " rows of " + row.name() + " hold no value in " + column
                    + " and never load incrementally");
        }
        if (horizon.beyond() > 0) {
            warnings.add(horizon.beyond() + " rows of " + row.name() + " hold a value of " + column
                    + " more than a day in the future; they load once their time has come");
        }
        return warnings;
    }

    private Optional<Bound> low(Optional<Cursor> cursor, Watermark watermark) {
        Bound.Edge edge = readsAgain(cursor, watermark) ? Bound.Edge.INCLUSIVE : Bound.Edge.EXCLUSIVE;
        if (cursor.isEmpty()) {
            return Optional.of(new Bound(watermark.value(), edge));
        }
        try {
            CursorType type = cursor.get().type();
            return Optional.of(new Bound(CursorText.canonical(type, watermark.value()), edge));
        } catch (IllegalArgumentException e) {
            findings.add(row.finding(
                    JobColumn.LAST_WATERMARK,
                    "last_watermark '" + watermark.value() + "' is not " + e.getMessage() + ", as column '"
                            + cursor.get().column()
                            + "' needs. Correct it, or empty the cell to load from the start."));
            return Optional.empty();
        }
    }

    private static boolean readsAgain(Optional<Cursor> cursor, Watermark watermark) {
        return watermark.origin() == Watermark.Origin.PERSON
                || cursor.filter(Cursor::readsBoundaryAgain).isPresent();
    }

    private Optional<Cursor> refuse(String message) {
        findings.add(row.finding(JobColumn.WATERMARK_COLUMN, message));
        return Optional.empty();
    }
}
