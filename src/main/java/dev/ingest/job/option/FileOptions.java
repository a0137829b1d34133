package dev.ingest.job.option;

/**
 * The shape of the Parquet files.
 *
 * @param codec compression
 * @param rowGroupRows rows a row group at the most
 * @param rowGroupBytes bytes of encoded pages a row group at the most; the engine lowers it to fit the heap
 * @param fileBytes size at which a file is closed and the next one begun
 */
public record FileOptions(Codec codec, int rowGroupRows, long rowGroupBytes, long fileBytes) {}
