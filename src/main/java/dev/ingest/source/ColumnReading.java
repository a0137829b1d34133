package dev.ingest.source;

import dev.ingest.data.ColumnType;

/**
 * How a column is read.
 *
 * @param type what it lands as
 * @param reading how it is selected and decoded, in the dialect's own words; travels in the plan
 */
public record ColumnReading(ColumnType type, String reading) {}
