package dev.ingest.job;

import dev.ingest.data.Column;

/**
 * A column that a load reads.
 *
 * @param source its name in the source
 * @param nativeType its type as the source declares it, for people: {@code numeric(10,2)}
 * @param reading how the dialect selects and decodes it, in the dialect's own words
 * @param column what it lands as
 */
public record PlannedColumn(String source, String nativeType, String reading, Column column) {}
