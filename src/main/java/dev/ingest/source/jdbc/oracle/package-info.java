/**
 * Oracle Database, by its thin driver and typed getters.
 *
 * <p>Start with {@link dev.ingest.source.jdbc.oracle.OracleConnector}. How a type lands stands in {@code OracleTypes}, how
 * it is selected and read in {@code OracleReading}, all that becomes query text in {@code OracleText} and {@code
 * OracleQueries}. Nothing here knows settings, plans or the lake.
 */
@NullMarked
package dev.ingest.source.jdbc.oracle;

import org.jspecify.annotations.NullMarked;
