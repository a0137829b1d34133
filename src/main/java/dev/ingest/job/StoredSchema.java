package dev.ingest.job;

import dev.ingest.data.Schema;

/**
 * A table's schema as the lake last stored it.
 *
 * @param version dlt's schema version
 * @param hash dlt's version hash, base64
 * @param schema the table's columns
 */
public record StoredSchema(int version, String hash, Schema schema) {}
