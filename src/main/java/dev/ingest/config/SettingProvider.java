package dev.ingest.config;

import dev.ingest.secret.Secret;
import dev.ingest.secret.SecretStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One place that settings are written in. */
public interface SettingProvider {

    /** As people read it: {@code environment}, {@code .dlt/secrets.toml}. */
    String name();

    /** How {@code path} is written here: {@code SOURCES__X__PORT}, {@code sources.x.port}. */
    String nameOf(List<String> path);

    /** The value as text; a section has none. */
    Optional<String> find(List<String> path);

    /** Whether a key of that name may be written here. */
    default boolean takes(String key) {
        return true;
    }

    /** Whether anything is written in the section. */
    boolean has(List<String> section);

    /** The keys right in the section, with their values as text; sub-sections are left out. */
    Map<String, String> section(List<String> path);

    /** The names of the sections right in the section. */
    Set<String> subsections(List<String> path);

    /** All that is written in the section and below it: texts, numbers, flags, lists, and maps of these. */
    default Map<String, Object> tree(List<String> path) {
        Map<String, Object> tree = new LinkedHashMap<>(section(path));
        for (String name : subsections(path)) {
            List<String> below = new ArrayList<>(path);
            below.add(name);
            tree.put(name, tree(below));
        }
        return tree;
    }

    /** What is written here, looked up as secrets; an empty value counts as none. */
    default SecretStore secrets() {
        return ref -> find(ref.path()).filter(value -> !value.isEmpty()).map(Secret::new);
    }
}
