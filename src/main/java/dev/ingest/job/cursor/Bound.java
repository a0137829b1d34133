package dev.ingest.job.cursor;

/** One end of a window, as canonical text of the cursor's type. */
public record Bound(String value, Edge edge) {
    /** Whether the value itself belongs to the window. */
    public enum Edge {
        INCLUSIVE,
        EXCLUSIVE
    }
}
