package dev.ingest.commit.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.job.LoadId;
import java.time.Instant;
import java.util.Optional;

/**
 * The file in {@code _dlt_loads} that makes a load count.
 *
 * @param load the load
 * @param schema dlt's schema name
 * @param schemaHash the schema's version hash, base64
 */
public record LoadMarker(LoadId load, String schema, String schemaHash) {

    /** Its content. */
    public byte[] file(Instant now) {
        ObjectNode file = DltJson.object();
        file.put("load_id", load.text());
        file.put("schema_name", schema);
        file.put("status", 0);
        file.put("inserted_at", PythonTime.iso(now));
        file.put("schema_version_hash", schemaHash);
        return DltJson.bytes(file);
    }

    /** The marker in a file; empty when it does not parse, which means that it is absent. */
    public static Optional<LoadMarker> parse(byte[] file) {
        return DltJson.parse(file).flatMap(json -> {
            try {
                return Optional.of(new LoadMarker(
                        new LoadId(json.path("load_id").asText()),
                        json.path("schema_name").asText(),
                        json.path("schema_version_hash").asText()));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }
}
