package dev.ingest.job.cursor;

/** What a watermark column holds, and so how its window is cut and its value written. */
public enum CursorType {
    /** {@code 2026-01-27}. */
    DATE,
    /** {@code 2026-01-27 10:44:12.584}: a clock with no zone, as many fractional digits as the column has. */
    TIMESTAMP,
    /** {@code 2026-01-27 10:44:12.584+00:00}: an instant, written in UTC. */
    TIMESTAMP_UTC,
    /** {@code 4711}. */
    INTEGER,
    /** {@code 4711.50}. */
    DECIMAL,
    /** As it is, compared in the database's binary order. */
    TEXT,
    /** {@code 0x00000000000007D1}. */
    ROWVERSION;

    /** Whether the window's upper end comes from the server's clock. */
    public boolean isTime() {
        return this == DATE || this == TIMESTAMP || this == TIMESTAMP_UTC;
    }
}
