/**
 * PostgreSQL: its dialect, which is pure and loads no driver, and its sessions, which describe a table, take the snapshot
 * and find the window's end.
 *
 * <p>Start with {@link dev.ingest.source.jdbc.postgres.PostgresConnector}, or {@link
 * dev.ingest.source.jdbc.postgres.PostgresDialect} for what is known without asking.
 */
@NullMarked
package dev.ingest.source.jdbc.postgres;

import org.jspecify.annotations.NullMarked;
