package dev.ingest.job;

import dev.ingest.data.Schema;
import java.util.List;
import java.util.Map;

/**
 * A table's schema as the lake last stored it.
 *
 * @param version dlt's schema version
 * @param hash dlt's version hash, base64
 * @param schema the table's columns
 * @param nested the columns of the tables of its nested data, by their path
 */
public record StoredSchema(int version, String hash, Schema schema, Map<List<String>, Schema> nested) {
    public StoredSchema {
        nested = Map.copyOf(nested);
    }

    /** A table without nested data. */
    public StoredSchema(int version, String hash, Schema schema) {
        this(version, hash, schema, Map.of());
    }
}
