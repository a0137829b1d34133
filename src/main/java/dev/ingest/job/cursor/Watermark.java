package dev.ingest.job.cursor;

/**
 * Where the last load ended.
 *
 * @param value full-precision text in the form of its {@link CursorType}; as a person wrote it, when a person did
 * @param origin who set it, and so whether the value itself is read again
 */
public record Watermark(String value, Origin origin) {
    /** Who set a watermark. */
    public enum Origin {
        /** A load of ours that counts: rows at the value have landed. */
        COMMITTED,
        /** A person, in the workbook: reprocess from there, that value included. */
        PERSON,
        /** dlt's own state, of a dataset that moved over. */
        DLT
    }
}
