package dev.ingest.config;

import java.util.List;
import java.util.Map;

/** Where dlt's own files keep what a setting of ours says, by our key. */
final class DltKeys {
    /** Outside of sources and tables. */
    static final DltKeys NONE = new DltKeys(Map.of());

    static final DltKeys KNOWN = new DltKeys(Map.of(
            "file_bytes",
            List.of(
                    List.of("normalize", "data_writer", "file_max_bytes"),
                    List.of("data_writer", "file_max_bytes"),
                    List.of("destination", "filesystem", "file_bytes")),
            "row_group_rows",
            List.of(
                    List.of("normalize", "data_writer", "row_group_size"),
                    List.of("data_writer", "row_group_size"),
                    List.of("destination", "filesystem", "row_group_rows")),
            "row_group_bytes",
            List.of(List.of("destination", "filesystem", "row_group_bytes")),
            "compression",
            List.of(List.of("destination", "filesystem", "compression")),
            "add_dlt_load_id",
            List.of(List.of("normalize", "parquet_normalizer", "add_dlt_load_id")),
            "naming",
            List.of(List.of("schema", "naming"))));

    private static final Map<String, String> OTHER_NAMES =
            Map.of("file_bytes", "file_max_bytes", "row_group_rows", "row_group_size");

    private final Map<String, List<List<String>>> paths;

    private DltKeys(Map<String, List<List<String>>> paths) {
        this.paths = paths;
    }

    /** The whole paths to look at once the scope's sections had nothing. */
    List<List<String>> pathsOf(String key) {
        return paths.getOrDefault(key, List.of());
    }

    /** The names that {@code key} goes by, ours first. */
    static List<String> namesOf(String key) {
        String other = OTHER_NAMES.get(key);
        return other == null ? List.of(key) : List.of(key, other);
    }
}
