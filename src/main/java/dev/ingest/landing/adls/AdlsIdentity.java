package dev.ingest.landing.adls;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.AccessTokens;
import dev.ingest.secret.Secret;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** How a store proves who it is; each way is a record here, as the ABFS settings that it needs. */
public sealed interface AdlsIdentity {

    /**
     * Refuses what no service would take; asks nobody.
     *
     * @throws IngestException (SECRET)
     */
    void check(Instant now);

    /**
     * ABFS settings, for the account at {@code host}.
     *
     * @param host {@code account.dfs.core.windows.net}
     */
    Map<String, String> settings(String host);

    /** What is shown to the service, as people read it: {@code the account's key}. */
    String kind();

    /** What to look at when the service refuses the login, as the end of a sentence that begins with Check. */
    String advice();

    /**
     * The key of the whole account.
     *
     * @param key in base64, as the portal shows it
     */
    record AccountKey(Secret key) implements AdlsIdentity {
        @Override
        public void check(Instant now) {
            try {
                Base64.getDecoder().decode(key.reveal().strip());
            } catch (IllegalArgumentException e) {
                // The decoder's message quotes a character of the key, so it is no cause.
                throw new IngestException(
                        FailureKind.SECRET,
                        "Cannot log in to the storage account: the account key is not base64. Copy"
                                + " azure_storage_account_key again, whole.");
            }
        }

        @Override
        public Map<String, String> settings(String host) {
            return Map.of(
                    "fs.azure.account.auth.type." + host,
                    "SharedKey",
                    "fs.azure.account.key." + host,
                    key.reveal().strip());
        }

        @Override
        public String kind() {
            return "the account's key";
        }

        @Override
        public String advice() {
            return "azure_storage_account_key, and whether the account allows access by key";
        }
    }

    /**
     * A shared access signature: some rights, for some time.
     *
     * @param token of the account or the container, as the portal shows it
     */
    record SharedAccess(Secret token) implements AdlsIdentity {
        @Override
        public void check(Instant now) {
            new SasToken(token).fault(now).ifPresent(why -> {
                throw new IngestException(
                        FailureKind.SECRET, "Cannot log in to the storage account by azure_storage_sas_token: " + why);
            });
        }

        @Override
        public Map<String, String> settings(String host) {
            return Map.of(
                    "fs.azure.account.auth.type." + host,
                    "SAS",
                    "fs.azure.sas.fixed.token." + host,
                    new SasToken(token).query());
        }

        @Override
        public String kind() {
            return "a shared access signature"
                    + new SasToken(token)
                            .end()
                            .map(end -> " that expires at " + end)
                            .orElse("");
        }

        @Override
        public String advice() {
            return "azure_storage_sas_token: its signature, its times, its rights (sp=racwdl) and addresses (sip)";
        }
    }

    /**
     * An identity of Entra ID.
     *
     * @param tokens asked before each request, so that none carries a token that has expired
     */
    record Token(AccessTokens tokens) implements AdlsIdentity {
        /** The same in every cloud. */
        static final String SCOPE = "https://storage.azure.com/.default";

        @Override
        public void check(Instant now) {}

        @Override
        public Map<String, String> settings(String host) {
            return Map.of(
                    "fs.azure.account.auth.type." + host,
                    "Custom",
                    "fs.azure.account.oauth.provider.type." + host,
                    TokenAdaptee.class.getName());
        }

        @Override
        public String kind() {
            return "an identity";
        }

        @Override
        public String advice() {
            return "that the identity has the role Storage Blob Data Contributor on the container; a new role takes minutes"
                    + " to hold";
        }
    }
}
