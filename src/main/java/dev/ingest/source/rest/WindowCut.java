package dev.ingest.source.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.data.BytesVector;
import dev.ingest.data.ColumnType;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where a run through pages is begun anew because the API shows no more of them: at the highest cursor so far. The records
 * that have it came already, so they are remembered until a higher one comes.
 */
final class WindowCut {
    private final Cursor cursor;
    private final ColumnType type;
    private final Set<String> atHighest = new HashSet<>();
    private Optional<String> highest = Optional.empty();
    private Optional<String> begun = Optional.empty();
    private boolean sorted = true;

    WindowCut(Cursor cursor, ColumnType type) {
        this.cursor = cursor;
        this.type = type;
    }

    /** Forgets all records: others begin. */
    void reset() {
        atHighest.clear();
        highest = Optional.empty();
        begun = Optional.empty();
        sorted = true;
    }

    /** Whether the record came before the pages were begun anew. */
    boolean cameBefore(JsonNode record) {
        return begun.isPresent() && begun.equals(highest) && atHighest.contains(record.toString());
    }

    /** Takes a record into account, whose cursor stands in {@code row}. */
    void add(JsonNode record, Vector values, int row) {
        if (values.isNull(row)) {
            return;
        }
        String value = text(values, row);
        int order = highest.map(most -> CursorText.compare(cursor.type(), value, most))
                .orElse(1);
        sorted &= order >= 0;
        if (order > 0) {
            highest = Optional.of(value);
            atHighest.clear();
        }
        if (order >= 0) {
            atHighest.add(record.toString());
        }
    }

    /**
     * The window that is left.
     *
     * @throws IllegalStateException with the reason, as a sentence and the way out, when the cut would lose records
     */
    Window rest(Window window) {
        if (!sorted) {
            throw new IllegalStateException("its records do not come in the order of " + cursor.column()
                    + ", so where to go on is not known. Have them sorted by it, rising, with a parameter of the API.");
        }
        if (highest.isEmpty() || highest.equals(begun)) {
            throw new IllegalStateException("more records than it shows have one value of " + cursor.column() + ", "
                    + highest.orElse("none") + ". Choose another watermark_column.");
        }
        begun = highest;
        return new Window(highest.map(value -> new Bound(value, Bound.Edge.INCLUSIVE)), window.high());
    }

    private String text(Vector values, int row) {
        if (values instanceof LongVector longs) {
            long value = longs.at(row);
            if (type instanceof ColumnType.Timestamp timestamp) {
                return timestamp(timestamp, value);
            }
            return cursor.type() == CursorType.DATE
                    ? LocalDate.ofEpochDay(value).toString()
                    : String.valueOf(value);
        }
        return ((BytesVector) values).text(row);
    }

    private String timestamp(ColumnType.Timestamp timestamp, long value) {
        long unit = timestamp.unit() == ColumnType.Timestamp.Unit.NANOS ? 1_000_000_000L : 1_000_000L;
        LocalDateTime clock = LocalDateTime.ofEpochSecond(
                Math.floorDiv(value, unit),
                (int) (Math.floorMod(value, unit) * (1_000_000_000L / unit)),
                ZoneOffset.UTC);
        return cursor.type() == CursorType.TIMESTAMP ? CursorText.of(clock) : CursorText.ofUtc(clock);
    }
}
