package dev.ingest.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether a dataset is in order: no stray file, no load half there, every number the same wherever it stands. */
final class LakeCheck {
    private final Path dataset;

    LakeCheck(Path dataset) {
        this.dataset = dataset;
    }

    /** What is wrong, a sentence each; to be asked when no run is under way. */
    List<String> faults() throws SQLException {
        List<String> faults = new ArrayList<>();
        for (String folder : List.of("staging", "open", "lock")) {
            Tree.names(own(folder)).forEach(name -> faults.add("left in " + folder + ": " + name));
        }
        Set<String> marked = marked();
        Map<String, JsonNode> manifests = manifests();
        Set<String> replaced = new TreeSet<>();
        manifests.values().forEach(manifest -> manifest.path("replaced").forEach(path -> replaced.add(path.asText())));
        for (JsonNode manifest : manifests.values()) {
            if (!marked.contains(manifest.get("load_id").asText())) {
                faults.add("a manifest without a marker: " + manifest.get("load_id"));
            }
            for (JsonNode landed : manifest.get("files")) {
                String path = landed.get("path").asText();
                if (Files.exists(dataset.resolveSibling(path)) == replaced.contains(path)) {
                    faults.add((replaced.contains(path) ? "a replaced file stands: " : "a file is gone: ") + path);
                }
            }
        }
        for (String load : marked) {
            if (!manifests.containsKey(load)) {
                faults.add("a marker without a manifest: " + load);
            }
        }
        for (String table : tables()) {
            for (Path file : Tree.files(dataset.resolve(table))) {
                check(file, marked, manifests, faults);
            }
        }
        return faults;
    }

    /**
     * What is wrong with an audit, given its lines as they stand: each load that counts stands in it once. Two loads of a job
     * may have one and the same line, when both ended in one second.
     */
    List<String> auditFaults(List<String> lines) {
        Map<String, Long> expected = manifests().values().stream()
                .collect(Collectors.groupingBy(
                        manifest -> manifest.at("/audit/line").asText(), TreeMap::new, Collectors.counting()));
        List<String> faults = new ArrayList<>();
        expected.forEach((line, loads) -> {
            long times = lines.stream().filter(line::equals).count();
            if (times != loads) {
                faults.add(times + " times in the audit, of " + loads + " loads: " + line);
            }
        });
        return faults;
    }

    /** Files in table folders that no Parquet reader opens; none at any time, also in the midst of a run. */
    List<String> unreadable() {
        List<String> unreadable = new ArrayList<>();
        for (String table : tables()) {
            for (Path file : Tree.files(dataset.resolve(table))) {
                try {
                    LandedRows.values("SELECT count(*) FROM " + LandedRows.file(file));
                } catch (SQLException e) {
                    unreadable.add(file + ": " + e.getMessage());
                }
            }
        }
        return unreadable;
    }

    private void check(Path file, Set<String> marked, Map<String, JsonNode> manifests, List<String> faults)
            throws SQLException {
        String name = file.getFileName().toString();
        if (!name.matches("\\d+\\.\\d+\\.[0-9a-f]{10}\\.parquet")) {
            faults.add("a stray file: " + file);
            return;
        }
        String load = name.substring(0, name.indexOf('.', name.indexOf('.') + 1));
        if (!marked.contains(load)) {
            faults.add("a file of a load that does not count: " + file);
        }
        long rows;
        try {
            rows = Long.parseLong(LandedRows.values("SELECT count(*) FROM " + LandedRows.file(file))
                    .get(0));
        } catch (SQLException e) {
            faults.add("a file that nobody can read: " + file + ": " + e.getMessage());
            return;
        }
        JsonNode manifest = manifests.get(load);
        if (manifest != null) {
            String path = dataset.getParent().relativize(file).toString().replace('\\', '/');
            boolean named = false;
            for (JsonNode landed : manifest.get("files")) {
                named |= landed.get("path").asText().equals(path)
                        && landed.get("rows").asLong() == rows;
            }
            if (!named) {
                faults.add("a file that its manifest does not name with " + rows + " rows: " + path);
            }
        }
    }

    /** The folders of tables. */
    private List<String> tables() {
        return Tree.names(dataset).stream()
                .filter(name -> name.contains("/") && !name.startsWith("_"))
                .map(name -> name.substring(0, name.indexOf('/')))
                .distinct()
                .toList();
    }

    private Set<String> marked() {
        Set<String> loads = new TreeSet<>();
        Tree.files(dataset.resolve("_dlt_loads"))
                .forEach(file -> loads.add(json(file).get("load_id").asText()));
        return loads;
    }

    private Map<String, JsonNode> manifests() {
        Map<String, JsonNode> manifests = new HashMap<>();
        Tree.files(own("loads")).forEach(file -> {
            JsonNode manifest = json(file);
            manifests.put(manifest.get("load_id").asText(), manifest);
        });
        return manifests;
    }

    private Path own(String folder) {
        return dataset.resolve("_ingest").resolve(folder);
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
