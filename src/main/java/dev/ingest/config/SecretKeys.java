package dev.ingest.config;

import java.util.Locale;
import java.util.Set;

/** Tells by its name whether the value of a key must not be seen. */
public final class SecretKeys {
    private static final Set<String> NAMES = Set.of(
            "password", "secret", "token", "api_key", "credentials", "connection_string", "private_key", "webhook_url");
    private static final Set<String> HARMLESS = Set.of("primary_key", "merge_key", "cursor_key", "links_next_key");

    private SecretKeys() {}

    /** Whether {@code key}, the last part of a path, names a password, key, token, secret or connection string. */
    public static boolean isSecret(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        return NAMES.contains(name)
                || name.endsWith("password")
                || name.endsWith("_secret")
                || name.endsWith("_token")
                || (name.endsWith("_key") && !HARMLESS.contains(name));
    }
}
