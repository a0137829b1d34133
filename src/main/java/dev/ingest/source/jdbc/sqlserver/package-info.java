/**
 * SQL Server and Azure SQL: the dialect, which is pure and loads no driver, and the sessions, which describe a table, find
 * the window's end and read rows by the driver's typed getters.
 *
 * <p>Start with {@link dev.ingest.source.jdbc.sqlserver.SqlServerConnector}, or {@link
 * dev.ingest.source.jdbc.sqlserver.SqlServerDialect} for what is known without asking.
 */
@NullMarked
package dev.ingest.source.jdbc.sqlserver;

import org.jspecify.annotations.NullMarked;
