package dev.ingest.source.rest.exchange;

import dev.ingest.secret.Secret;
import java.util.Optional;

/** Where tokens that an authorization server replaced outlast the process; one a source. */
public interface TokenShelf {

    /** What was kept under {@code name}. */
    Optional<Secret> find(String name);

    /**
     * Keeps {@code token} under {@code name} in the place of what was there; on return it is durable.
     *
     * @throws dev.ingest.failure.IngestException (SECRET) when it cannot be kept
     */
    void keep(String name, Secret token);
}
