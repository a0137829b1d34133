/**
 * Turns column batches into Parquet files: pages encoded from vectors, handed to parquet-java.
 *
 * <p>Start with {@link dev.ingest.parquet.ParquetFile}. With {@code landing.adls} the only importer of {@code
 * org.apache.parquet} and {@code org.apache.hadoop}.
 */
@NullMarked
package dev.ingest.parquet;

import org.jspecify.annotations.NullMarked;
