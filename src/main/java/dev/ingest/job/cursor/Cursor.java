package dev.ingest.job.cursor;

import java.util.Optional;

/**
 * The watermark column.
 *
 * @param column its name in the source
 * @param landed its name in the lake
 * @param type how its values are compared and written
 * @param fractionDigits for times, the column's fractional digits; else 0
 * @param uniqueness whether two rows may hold the same value
 * @param lag how far behind the watermark is read again; absent: not at all
 * @param order how the source compares its values, where they are text
 */
public record Cursor(
        String column,
        String landed,
        CursorType type,
        int fractionDigits,
        Uniqueness uniqueness,
        Optional<Lag> lag,
        TextOrder order) {

    /** A cursor without a lag. */
    public Cursor(String column, String landed, CursorType type, int fractionDigits, Uniqueness uniqueness) {
        this(column, landed, type, fractionDigits, uniqueness, Optional.empty(), TextOrder.BINARY);
    }

    /** This cursor with a lag. */
    public Cursor lagging(Lag behind) {
        return new Cursor(column, landed, type, fractionDigits, uniqueness, Optional.of(behind), order);
    }

    /** This cursor, its values compared in {@code another} way. */
    public Cursor ordered(TextOrder another) {
        return new Cursor(column, landed, type, fractionDigits, uniqueness, lag, another);
    }

    /**
     * Whether rows at the watermark are read again by the next load: neither the clock nor a constraint says that no more
     * of them can come.
     */
    public boolean readsBoundaryAgain() {
        return !type.isTime() && uniqueness == Uniqueness.REPEATED;
    }

    /** Whether a load keeps hashes of rows that the next one reads again. */
    public boolean keepsHashes() {
        return lag.isPresent() || readsBoundaryAgain();
    }

    /**
     * From where on the hashes of a load tell of every row that landed.
     *
     * @param window what the load read
     * @param watermark the highest value that landed with it or before
     */
    public Bound hashedFrom(Window window, String watermark) {
        if (lag.isEmpty()) {
            return new Bound(watermark, Bound.Edge.INCLUSIVE);
        }
        Bound lagging = new Bound(lag.get().behind().before(watermark), Bound.Edge.INCLUSIVE);
        return window.low()
                .filter(low -> CursorText.compare(type, low.value(), lagging.value()) >= 0)
                .orElse(lagging);
    }

    /** Whether a unique constraint covers the column alone. */
    public enum Uniqueness {
        UNIQUE,
        REPEATED
    }
}
