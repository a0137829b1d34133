/**
 * How values come from Oracle's driver into vectors: what is selected for a column, and who reads it.
 *
 * <p>Start with {@link dev.ingest.source.jdbc.oracle.read.OracleReading}.
 */
@NullMarked
package dev.ingest.source.jdbc.oracle.read;

import org.jspecify.annotations.NullMarked;
