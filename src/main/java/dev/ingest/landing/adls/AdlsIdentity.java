package dev.ingest.landing.adls;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import java.util.Base64;
import java.util.Map;

/** How a store proves who it is; each way is a record here, as the ABFS settings that it needs. */
public sealed interface AdlsIdentity {

    /**
     * ABFS settings, for the account at {@code host}.
     *
     * @param host {@code account.dfs.core.windows.net}
     */
    Map<String, String> settings(String host);

    /**
     * The key of the whole account.
     *
     * @param key in base64, as the portal shows it
     */
    record AccountKey(Secret key) implements AdlsIdentity {
        @Override
        public Map<String, String> settings(String host) {
            String text = key.reveal().strip();
            try {
                Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                // The decoder's message quotes a character of the key, so it is no cause.
                throw new IngestException(
                        FailureKind.CONNECT,
                        "Cannot log in to storage account " + host
                                + ": the account key is not base64. Copy azure_storage_account_key again, whole.");
            }
            return Map.of("fs.azure.account.auth.type." + host, "SharedKey", "fs.azure.account.key." + host, text);
        }
    }
}
