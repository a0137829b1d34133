/**
 * How a SQL Server is reached: its driver's properties out of what users write, connections whose sockets can be closed
 * under them, and what a failed attempt comes to.
 *
 * <p>Start with {@link dev.ingest.source.jdbc.sqlserver.connect.SqlServerPool}. No query is known here.
 */
@NullMarked
package dev.ingest.source.jdbc.sqlserver.connect;

import org.jspecify.annotations.NullMarked;
