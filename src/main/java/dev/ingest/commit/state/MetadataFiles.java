package dev.ingest.commit.state;

import java.util.List;
import java.util.Optional;

/**
 * The files beside the data that a load writes, as paths from the store's root.
 *
 * @param schema dlt's schema name
 * @param schemaVersion its version with this load
 * @param schemaHash its hash, base64
 * @param marker the file that makes the load count
 * @param version the stored schema; absent when it was stored before
 * @param state the pipeline's state; absent when it did not change
 * @param hashes the hashes of the rows at the watermark; absent when the next load reads none of them again
 */
public record MetadataFiles(
        String schema,
        int schemaVersion,
        String schemaHash,
        String marker,
        Optional<String> version,
        Optional<String> state,
        Optional<String> hashes) {

    /** Those that are taken back when the load does not count, in the order of taking back. */
    public List<String> revocable() {
        return java.util.stream.Stream.of(state, version, hashes)
                .flatMap(Optional::stream)
                .toList();
    }
}
