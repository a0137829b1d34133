package dev.ingest.secret.azure;

import com.azure.core.credential.TokenCredential;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One way to log in.
 *
 * @param kind as people call it: {@code service principal}
 * @param insistence what its refusal means: one that was set by name is not passed over
 * @param obstacle why there is no such way here; asked before the credential
 * @param credential Azure's client for it
 */
record LoginStep(
        String kind, Insistence insistence, Supplier<Optional<String>> obstacle, Supplier<TokenCredential> credential) {

    /** What a refusal means. */
    enum Insistence {
        /** The login fails. */
        REQUIRED,
        /** The next way is tried. */
        OPTIONAL
    }
}
