package dev.ingest.job;

/**
 * The watermark column.
 *
 * @param column its name in the source
 * @param landed its name in the lake
 * @param type how its values are compared and written
 * @param fractionDigits for times, the column's fractional digits; else 0
 * @param uniqueness whether two rows may hold the same value
 */
public record Cursor(String column, String landed, CursorType type, int fractionDigits, Uniqueness uniqueness) {
    /**
     * Whether rows at the watermark are read again by the next load: neither the clock nor a constraint says that no more
     * of them can come.
     */
    public boolean readsBoundaryAgain() {
        return !type.isTime() && uniqueness == Uniqueness.REPEATED;
    }

    /** Whether a unique constraint covers the column alone. */
    public enum Uniqueness {
        UNIQUE,
        REPEATED
    }
}
