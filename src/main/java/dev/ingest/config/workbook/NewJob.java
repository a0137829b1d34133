package dev.ingest.config.workbook;

import dev.ingest.job.SourceType;
import dev.ingest.job.name.TableName;

/**
 * A job for a new row, which loads the whole table once somebody enables it.
 *
 * @param table as the row is to name it
 * @param exact its exact name, schema included
 */
public record NewJob(SourceType type, String sourceName, TableName table, TableName exact) {}
