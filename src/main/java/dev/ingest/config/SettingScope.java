package dev.ingest.config;

import dev.ingest.secret.Secret;
import dev.ingest.secret.SecretRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings as one part of the program sees them: a key is looked up in the environment, the vault (secret keys only),
 * {@code secrets.toml} and {@code config.toml}, in the scope's own section first and then in the ones around it.
 */
public interface SettingScope {

    /**
     * The setting, or its fallback.
     *
     * @throws dev.ingest.failure.IngestException (CONFIG) naming file and key, when the value does not parse
     */
    <T> T value(Setting<T> setting);

    /** The text set for {@code key}; for keys with no {@link Setting} of their own. */
    Optional<String> text(String key);

    /** The secret named {@code key} in this scope. */
    Optional<Secret> secret(String key);

    /** The names that the secret {@code key} may go by in this scope, the nearest first. */
    List<SecretRef> names(String key);

    /** All keys set in the sub-section {@code section}, as text. */
    Map<String, String> section(String section);

    /** Where {@code key} would be looked for, for messages: the environment name, then files and paths. */
    String lookedFor(String key);
}
