package dev.ingest.source;

import dev.ingest.job.name.TableName;

/**
 * A physical part of a table that slices can be cut from.
 *
 * @param relation the plain table that holds it
 * @param pages its size in pages, as of the snapshot
 * @param begin where it begins in the relation, in the source's own words; empty: at its first page
 */
public record Extent(TableName relation, long pages, String begin) {

    /** All pages of a table. */
    public Extent(TableName relation, long pages) {
        this(relation, pages, "");
    }
}
