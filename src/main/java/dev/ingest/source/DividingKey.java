package dev.ingest.source;

/**
 * The key that a table is stored along: its ranges are read without reading the rest.
 *
 * @param key the column
 * @param sample how the rows are spread over it, as far as the source knows without counting
 */
public record DividingKey(KeyColumn key, KeySample sample) {}
