package dev.ingest.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Sections whose keys are not all known beforehand, as a whole: what is written in several places is one tree, in which the
 * first place that has a key says its value. In the place of a secret stands its name, {@code {secret['auth.token']}}.
 */
final class SettingTree {
    private final Map<String, Object> tree = new LinkedHashMap<>();

    /** Adds what a place has that this has not. The environment loses the case of keys: a file's spelling wins. */
    SettingTree add(Map<String, Object> further) {
        merge(tree, further);
        return this;
    }

    Map<String, Object> tree() {
        return masked(tree, "");
    }

    @SuppressWarnings("unchecked")
    private static void merge(Map<String, Object> into, Map<String, Object> further) {
        further.forEach((key, value) -> {
            Object former = into.remove(key.toLowerCase(Locale.ROOT));
            Object known = former == null ? into.get(key) : former;
            if (known instanceof Map && value instanceof Map) {
                Map<String, Object> merged = new LinkedHashMap<>((Map<String, Object>) known);
                merge(merged, (Map<String, Object>) value);
                into.put(key, merged);
            } else {
                into.put(key, known == null ? value : known);
            }
        });
    }

    private static Map<String, Object> masked(Map<String, Object> open, String path) {
        Map<String, Object> masked = new LinkedHashMap<>();
        open.forEach((key, value) -> masked.put(key, masked(value, key, path + key)));
        return masked;
    }

    @SuppressWarnings("unchecked")
    private static Object masked(Object value, String key, String path) {
        if (value instanceof Map) {
            return masked((Map<String, Object>) value, path + ".");
        }
        return value instanceof String && SecretKeys.isSecret(key) ? "{secret['" + path + "']}" : value;
    }
}
