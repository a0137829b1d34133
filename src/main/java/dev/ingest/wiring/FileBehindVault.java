package dev.ingest.wiring;

import dev.ingest.config.SettingProvider;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.SecretStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file whose settings count and whose secrets do not: they are to be in the key vault.
 *
 * @param file the file
 * @param vault the vault's host
 */
record FileBehindVault(SettingProvider file, String vault) implements SettingProvider {
    /** A secret that only the file has is refused, not passed over: nobody should wonder where it went. */
    @Override
    public SecretStore secrets() {
        return ref -> {
            if (file.secrets().find(ref).isPresent()) {
                throw new IngestException(
                        FailureKind.SECRET,
                        "Cannot use " + file.nameOf(ref.path()) + " in " + file.name() + ": the key vault " + vault
                                + " does not have it, and fallback = false in [keyvault] allows no other. Put it there: ingest"
                                + " keyvault push.");
            }
            return Optional.empty();
        };
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public String nameOf(List<String> path) {
        return file.nameOf(path);
    }

    @Override
    public Optional<String> find(List<String> path) {
        return file.find(path);
    }

    @Override
    public boolean has(List<String> section) {
        return file.has(section);
    }

    @Override
    public Map<String, String> section(List<String> path) {
        return file.section(path);
    }

    @Override
    public Map<String, Object> tree(List<String> path) {
        return file.tree(path);
    }

    @Override
    public Set<String> subsections(List<String> path) {
        return file.subsections(path);
    }
}
