package dev.ingest.secret.azure;

import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import java.util.Optional;

/** What a vault says of one secret. */
sealed interface KeyVaultAnswer {

    /** The secret, when there is one; an answer that is neither throws. */
    Optional<Secret> secret();

    /** In a word or two, for a list. */
    String state();

    /** Its value. */
    record Found(Secret value) implements KeyVaultAnswer {
        @Override
        public Optional<Secret> secret() {
            return Optional.of(value);
        }

        @Override
        public String state() {
            return "in the vault";
        }
    }

    /** There is none. */
    record Absent() implements KeyVaultAnswer {
        @Override
        public Optional<Secret> secret() {
            return Optional.empty();
        }

        @Override
        public String state() {
            return "-";
        }
    }

    /** The login may not know. */
    record Denied(IngestException failure) implements KeyVaultAnswer {
        @Override
        public Optional<Secret> secret() {
            throw failure.again();
        }

        @Override
        public String state() {
            return "may not be read";
        }
    }

    /** There is one that cannot be used. */
    record Unusable(String state, IngestException failure) implements KeyVaultAnswer {
        @Override
        public Optional<Secret> secret() {
            throw failure.again();
        }
    }
}
