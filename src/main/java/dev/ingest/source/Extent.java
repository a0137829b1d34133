package dev.ingest.source;

import dev.ingest.job.name.TableName;

/**
 * A physical part of a table that slices can be cut from.
 *
 * @param relation the plain table that holds it
 * @param pages its size in pages, as of the snapshot
 */
public record Extent(TableName relation, long pages) {}
