/**
 * How values come from SQL Server's driver into vectors: what is selected for a column, and who reads it.
 *
 * <p>Start with {@link dev.ingest.source.jdbc.sqlserver.read.SqlServerReading}.
 */
@NullMarked
package dev.ingest.source.jdbc.sqlserver.read;

import org.jspecify.annotations.NullMarked;
