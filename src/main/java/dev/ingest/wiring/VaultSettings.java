package dev.ingest.wiring;

import dev.ingest.config.SecretKeys;
import dev.ingest.config.SettingProvider;
import dev.ingest.secret.SecretStore;
import dev.ingest.secret.azure.KeyVaultSecrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A key vault among the places that settings are written in: it holds secrets alone.
 *
 * @param host as people know it
 * @param vault where they are asked for
 */
record VaultSettings(String host, SecretStore vault) implements SettingProvider {
    @Override
    public String name() {
        return "the key vault " + host;
    }

    @Override
    public String nameOf(List<String> path) {
        return KeyVaultSecrets.name(path);
    }

    @Override
    public boolean takes(String key) {
        return SecretKeys.isSecret(key);
    }

    /** Whatever its name: an API's header or the pin of its login is a secret where it is asked for as one. */
    @Override
    public SecretStore secrets() {
        return vault;
    }

    @Override
    public Optional<String> find(List<String> path) {
        return Optional.empty();
    }

    @Override
    public boolean has(List<String> section) {
        return false;
    }

    @Override
    public Map<String, String> section(List<String> path) {
        return Map.of();
    }

    @Override
    public Set<String> subsections(List<String> path) {
        return Set.of();
    }
}
