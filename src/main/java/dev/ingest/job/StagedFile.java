package dev.ingest.job;

import dev.ingest.job.cursor.CursorRange;
import java.util.Optional;

/**
 * A finished Parquet file that is not yet part of the lake.
 *
 * @param path where it stands, from the store's root
 * @param partition its hive folders ({@code region=EU/day=2026-01-01}); empty without {@code partition_by}
 * @param fileId ten lowercase hex digits, the file's own in the load
 * @param rows rows, as its footer says
 * @param bytes its size
 * @param sha256 of its content, lowercase hex
 * @param range its cursor values; absent when the load has no cursor, or the file no value of it that it tells
 */
public record StagedFile(
        String path,
        String partition,
        String fileId,
        long rows,
        long bytes,
        String sha256,
        Optional<CursorRange> range) {

    /** A file that tells no cursor values. */
    public StagedFile(String path, String partition, String fileId, long rows, long bytes, String sha256) {
        this(path, partition, fileId, rows, bytes, sha256, Optional.empty());
    }
}
