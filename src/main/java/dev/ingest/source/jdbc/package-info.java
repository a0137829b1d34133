/**
 * What all databases over JDBC share: how one is reached and as whom, its dialect's contract, connections made on demand,
 * the causes of failures.
 *
 * <p>Start with {@link dev.ingest.source.jdbc.JdbcTarget}. A database has a package of its own below; none of it is known
 * here.
 */
@NullMarked
package dev.ingest.source.jdbc;

import org.jspecify.annotations.NullMarked;
