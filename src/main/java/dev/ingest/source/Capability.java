package dev.ingest.source;

/** What the sessions of some sources can do and those of others cannot. */
public enum Capability {
    /** Count the rows of a window in the snapshot that is read: {@link Source#count}. */
    COUNT,
    /** Sample the keys that slices are cut along: {@link Source#keys}. */
    SAMPLE,
    /** Measure numbers that declare no precision: {@link Source#widths}. */
    WIDTHS,
    /** Read a query of the user's in a table's place: {@code Extraction.query}. */
    QUERY
}
