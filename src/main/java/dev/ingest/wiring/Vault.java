package dev.ingest.wiring;

import dev.ingest.config.SettingProvider;
import dev.ingest.secret.SecretRef;
import dev.ingest.secret.SecretStore;
import dev.ingest.secret.azure.Identity;
import dev.ingest.secret.azure.KeyVaultSecrets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key vault that the environment names; nobody is asked before the first secret. */
final class Vault {
    /** What {@link KeyVaultSecrets#state} says of a secret that is not there. */
    static final String ABSENT = "-";

    /** The variable that names it. */
    static final String VARIABLE = "AZURE_KEY_VAULT_URL";

    private final String url;
    private final AzureLogins logins;
    private @Nullable KeyVaultSecrets secrets;

    private Vault(String url, AzureLogins logins) {
        this.url = url;
        this.logins = logins;
    }

    static Optional<Vault> of(Map<String, String> environment, AzureLogins logins) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(url -> new Vault(url, logins));
    }

    /** {@code my-vault.vault.azure.net}. */
    String host() {
        return KeyVaultSecrets.authority(url);
    }

    synchronized KeyVaultSecrets secrets() {
        if (secrets == null) {
            secrets = KeyVaultSecrets.at(url, logins.shared());
        }
        return secrets;
    }

    /** What the secret is called there. */
    String nameOf(SecretRef ref) {
        return KeyVaultSecrets.name(ref.path());
    }

    /** Whose login it took, once it was asked. */
    Optional<Identity> identity() {
        return logins.shared().identity();
    }

    /** Asks for all of them, at the beginning of a run. */
    void fetch(Collection<SecretRef> refs) {
        secrets().fetch(refs);
    }

    /** Behind the first of {@code places}, the environment, and before files, whose secrets count or are refused. */
    List<SettingProvider> among(List<SettingProvider> places, SettingsBehind behind) {
        List<SettingProvider> all = new ArrayList<>();
        all.add(places.get(0));
        all.add(new VaultSettings(host(), asked()));
        places.subList(1, places.size())
                .forEach(file -> all.add(behind == SettingsBehind.COUNT ? file : new FileBehindVault(file, host())));
        return all;
    }

    private SecretStore asked() {
        return ref -> secrets().find(ref);
    }

    /** What secrets in files are worth that the vault does not have. */
    enum SettingsBehind {
        COUNT,
        REFUSED
    }
}
