/**
 * Databases over JDBC: the connection, the catalogue, the window's end, and the read loop from wire to vectors.
 *
 * <p>Start with {@link dev.ingest.source.jdbc.JdbcSources}. What a database's types and queries look like is the
 * business of {@code .dialect}; nothing here makes up a type.
 */
@NullMarked
package dev.ingest.source.jdbc;

import org.jspecify.annotations.NullMarked;
