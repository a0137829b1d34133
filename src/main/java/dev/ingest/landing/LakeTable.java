package dev.ingest.landing;

import java.util.Optional;

/**
 * A table as layouts name it.
 *
 * @param dataset the folder of the source's tables
 * @param schema dlt's schema
 * @param name the table's own name there
 */
public record LakeTable(String dataset, String schema, String name) {
    Optional<String> named(Placeholder place) {
        return switch (place) {
            case SCHEMA_NAME -> Optional.of(schema);
            case TABLE_NAME -> Optional.of(name);
            default -> Optional.empty();
        };
    }
}
