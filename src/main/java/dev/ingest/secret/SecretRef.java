package dev.ingest.secret;

import java.util.List;

/**
 * The name of a secret: the path of its key.
 *
 * @param path {@code sources}, {@code my_postgres_db}, {@code password}
 */
public record SecretRef(List<String> path) {
    public SecretRef {
        path = List.copyOf(path);
    }
}
