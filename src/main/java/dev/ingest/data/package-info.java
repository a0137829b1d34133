/**
 * Columnar rows in memory: schema, column types and the typed vectors that every source fills and every encoder reads.
 *
 * <p>Start with {@link dev.ingest.data.ColumnBatch}. No boxing and no object a cell. Imports nothing but {@code java.*}.
 */
@NullMarked
package dev.ingest.data;

import org.jspecify.annotations.NullMarked;
