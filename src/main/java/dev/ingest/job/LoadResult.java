package dev.ingest.job;

import java.util.List;
import java.util.Optional;

/**
 * What an engine staged. Nothing of it counts before it is committed.
 *
 * @param files the staged files; empty when an incremental load found no row
 * @param rowsRead rows that came from the source
 * @param rowsDropped rows read again that an earlier load had landed
 * @param watermark the highest cursor value that landed with this load or before, full-precision text; absent when this
 *     load landed none
 * @param boundary hashes of the rows that landed, now or before, and that the next load may read again
 * @param unrepresentable values that landed as null because their type cannot hold them
 */
public record LoadResult(
        List<StagedFile> files,
        long rowsRead,
        long rowsDropped,
        Optional<String> watermark,
        RowHashes boundary,
        long unrepresentable) {
    public LoadResult {
        files = List.copyOf(files);
    }

    /** A load all of whose values their types hold. */
    public LoadResult(
            List<StagedFile> files, long rowsRead, long rowsDropped, Optional<String> watermark, RowHashes boundary) {
        this(files, rowsRead, rowsDropped, watermark, boundary, 0);
    }

    /** Rows that land: read less dropped. */
    public long rows() {
        return rowsRead - rowsDropped;
    }
}
