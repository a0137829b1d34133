package dev.ingest.source.jdbc.oracle;

import dev.ingest.job.name.TableName;

/**
 * A table, a view, or a synonym of what the dictionary does not describe.
 *
 * @param name its exact name, owner included
 */
record OracleRelation(TableName name, OracleRows.Kind kind) {}
