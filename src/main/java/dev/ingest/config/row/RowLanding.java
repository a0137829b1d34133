package dev.ingest.config.row;

import dev.ingest.config.SchemaChange;
import java.util.List;
import java.util.Optional;

/**
 * How a row's table lies in the lake.
 *
 * @param partitionBy as written, one name an element
 * @param clusterBy as written
 * @param primaryKey as written
 * @param onSchemaChange absent: the setting decides
 */
public record RowLanding(
        List<String> partitionBy,
        List<String> clusterBy,
        List<String> primaryKey,
        Optional<SchemaChange> onSchemaChange) {
    public RowLanding {
        partitionBy = List.copyOf(partitionBy);
        clusterBy = List.copyOf(clusterBy);
        primaryKey = List.copyOf(primaryKey);
    }
}
