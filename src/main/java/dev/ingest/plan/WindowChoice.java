package dev.ingest.plan;

import dev.ingest.config.Finding;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorDistance;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.Lag;
import dev.ingest.job.cursor.Watermark;
import dev.ingest.job.cursor.Window;
import java.util.List;
import java.util.Optional;

/** Cuts the window that an incremental load reads. */
final class WindowChoice {
    private final JobRow row;
    private final List<Finding> findings;

    WindowChoice(JobRow row, List<Finding> findings) {
        this.row = row;
        this.findings = findings;
    }

    /** The window; its upper end is open while nobody has asked the source. */
    Window window(Optional<Cursor> cursor, PlanInputs inputs) {
        Optional<Bound> low =
                inputs.passed().or(() -> inputs.watermark().flatMap(mark -> low(cursor, mark, inputs.hashed())));
        Optional<Bound> high = inputs.horizon().flatMap(horizon -> high(cursor, horizon));
        return new Window(low, high);
    }

    private Optional<Bound> low(Optional<Cursor> cursor, Watermark watermark, Optional<Bound> hashed) {
        if (cursor.isEmpty()) {
            return Optional.of(new Bound(watermark.value(), edge(cursor, watermark)));
        }
        Cursor column = cursor.get();
        try {
            String value = CursorText.canonical(column.type(), watermark.value());
            Bound usual = new Bound(value, edge(cursor, watermark));
            boolean lags = column.lag().isPresent() && watermark.origin() == Watermark.Origin.COMMITTED;
            return Optional.of(lags ? lagging(column, usual, hashed) : usual);
        } catch (IllegalArgumentException e) {
            findings.add(row.finding(
                    JobColumn.LAST_WATERMARK,
                    "last_watermark '" + watermark.value() + "' is not " + e.getMessage() + ", as column '"
                            + column.column() + "' needs. Correct it, or empty the cell to load from the start."));
            return Optional.empty();
        }
    }

    /**
     * As far behind the watermark as the lag says, and never behind the point from which on it is known what landed: a
     * row read from below it could land twice.
     */
    private static Bound lagging(Cursor cursor, Bound usual, Optional<Bound> hashed) {
        CursorDistance behind = cursor.lag().map(Lag::behind).orElseThrow();
        Bound lagging = new Bound(behind.before(usual.value()), Bound.Edge.INCLUSIVE);
        Bound known = hashed.map(bound -> new Bound(CursorText.canonical(cursor.type(), bound.value()), bound.edge()))
                .orElse(usual);
        return CursorText.compare(cursor.type(), known.value(), lagging.value()) >= 0 ? known : lagging;
    }

    private static Bound.Edge edge(Optional<Cursor> cursor, Watermark watermark) {
        boolean again = watermark.origin() == Watermark.Origin.PERSON
                || cursor.filter(Cursor::readsBoundaryAgain).isPresent();
        return again ? Bound.Edge.INCLUSIVE : Bound.Edge.EXCLUSIVE;
    }

    /** The horizon, or what lies a load window above the lowest value, whichever comes first. */
    private Optional<Bound> high(Optional<Cursor> cursor, Horizon horizon) {
        horizon.high().ifPresent(this::checkLength);
        Optional<CursorDistance> most = cursor.flatMap(this::loadWindow);
        if (most.isEmpty() || horizon.low().isEmpty() || horizon.high().isEmpty()) {
            return horizon.high();
        }
        Bound high = horizon.high().get();
        Bound cut = new Bound(most.get().after(horizon.low().get()), high.edge());
        boolean cuts = CursorText.compare(cursor.get().type(), cut.value(), high.value()) < 0;
        return Optional.of(cuts ? cut : high);
    }

    /** The highest value there is becomes the watermark, once it has landed. */
    private void checkLength(Bound highest) {
        int length = highest.value().length();
        if (length > CursorText.LONGEST) {
            findings.add(row.finding(
                    JobColumn.WATERMARK_COLUMN,
                    "the highest value of '" + row.cursor().column().orElse("") + "' has " + length
                            + " characters, and the cell that keeps the watermark holds " + CursorText.LONGEST
                            + ". Choose another column."));
        }
    }

    private Optional<CursorDistance> loadWindow(Cursor cursor) {
        try {
            return row.cursor()
                    .loadWindow()
                    .map(text -> CursorDistanceText.parse(cursor.type(), text)
                            .orElseThrow(() -> new IllegalArgumentException("has no length")));
        } catch (IllegalArgumentException e) {
            findings.add(row.finding(
                    JobColumn.LOAD_WINDOW,
                    "load_window '" + row.cursor().loadWindow().orElse("") + "' " + e.getMessage() + "."));
            return Optional.empty();
        }
    }
}
