package dev.ingest.job;

import java.util.List;
import java.util.Optional;

/**
 * What an engine staged. Nothing of it counts before it is committed.
 *
 * @param tables the staged tables, the load's own first; empty when an incremental load found no row
 * @param rowsRead rows of the load's own table that came from the source
 * @param rowsDropped rows read again that an earlier load had landed
 * @param watermark the highest cursor value that landed with this load or before, full-precision text; absent when this
 *     load landed none
 * @param boundary hashes of the rows that landed, now or before, and that the next load may read again
 * @param unrepresentable values that landed as null because their type cannot hold them
 * @param passedOver answers of the source that a rule of its users leaves out
 */
public record LoadResult(
        List<StagedTable> tables,
        long rowsRead,
        long rowsDropped,
        Optional<String> watermark,
        RowHashes boundary,
        long unrepresentable,
        long passedOver) {
    public LoadResult {
        tables = List.copyOf(tables);
    }

    /** A load that nothing was left out of. */
    public LoadResult(
            List<StagedTable> tables, long rowsRead, long rowsDropped, Optional<String> watermark, RowHashes boundary) {
        this(tables, rowsRead, rowsDropped, watermark, boundary, 0, 0);
    }

    /** The files of all tables. */
    public List<StagedFile> files() {
        return tables.stream().flatMap(table -> table.files().stream()).toList();
    }

    /** Rows that land: read less dropped. */
    public long rows() {
        return rowsRead - rowsDropped;
    }
}
