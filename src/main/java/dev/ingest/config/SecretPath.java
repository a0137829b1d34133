package dev.ingest.config;

import dev.ingest.secret.SecretRef;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a path as the name of a secret; a part with a dot in it goes in quotes, as in TOML. */
final class SecretPath {
    private SecretPath() {}

    static SecretRef of(List<String> path) {
        return new SecretRef(path.stream().map(SecretPath::part).collect(Collectors.joining(".")));
    }

    private static String part(String name) {
        return name.matches("[A-Za-z0-9_-]+")
                ? name
                : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
