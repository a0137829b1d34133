package dev.ingest.source.rest.record;

import dev.ingest.data.ColumnType;
import dev.ingest.job.name.Naming;

/**
 * What users chose about the columns that records become.
 *
 * @param naming how fields are called in the lake
 * @param number what numbers with a fraction, or beyond 64 bits, land as: a decimal, which is widened where values
 *     need it, or text
 * @param timestamps the resolution of times
 * @param depth how many levels of nested objects and lists are taken apart; what lies deeper is JSON text
 */
public record RecordTypes(Naming naming, ColumnType number, ColumnType.Timestamp.Unit timestamps, int depth) {}
