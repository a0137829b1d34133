package dev.ingest.secret;

import java.util.Optional;

/** Somewhere secrets are found. */
@FunctionalInterface
public interface SecretStore {

    /** The secret, when this store has it; a store that does not answer throws {@code IngestException} (SECRET). */
    Optional<Secret> find(SecretRef ref);
}
