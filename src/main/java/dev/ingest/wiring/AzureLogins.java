package dev.ingest.wiring;

import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.secret.azure.AzureLogin;
import dev.ingest.secret.azure.LoginSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Logins to Azure: the environment's, which vault, databases and lake share, and one that the lake's own keys name. */
final class AzureLogins {
    private final Map<String, String> environment;
    private final Path home;
    private final Supplier<List<String>> services;
    private @Nullable AzureLogin shared;
    private @Nullable AzureLogin own;

    /**
     * @param home which relative files hang on
     * @param services addresses that tell which of Azure's clouds is meant
     */
    AzureLogins(Map<String, String> environment, Path home, Supplier<List<String>> services) {
        this.environment = Map.copyOf(environment);
        this.home = home;
        this.services = services;
    }

    /** The environment's; made once, asks nobody until a token is wanted. */
    synchronized AzureLogin shared() {
        if (shared == null) {
            shared = new AzureLogin(said().checked());
        }
        return shared;
    }

    /** Of the keys beside the lake's address, else the environment's. */
    synchronized AzureLogin of(SettingScope credentials) {
        Optional<String> client = credentials.value(SettingCatalog.CLIENT_ID);
        if (client.isEmpty() && !namesPrincipal(credentials)) {
            return shared();
        }
        if (own == null) {
            own = new AzureLogin(said().with(
                            "[destination.filesystem.credentials]",
                            credentials.value(SettingCatalog.TENANT_ID),
                            client,
                            credentials.value(SettingCatalog.CLIENT_SECRET),
                            credentials
                                    .value(SettingCatalog.CLIENT_CERTIFICATE)
                                    .map(file -> home.resolve(file).toString()),
                            credentials.value(SettingCatalog.CERTIFICATE_PASSWORD))
                    .checked());
        }
        return own;
    }

    /** Where somebody logged in. */
    synchronized List<URI> authorities() {
        return Stream.of(Optional.ofNullable(shared), Optional.ofNullable(own))
                .flatMap(login -> login.flatMap(AzureLogin::authority).stream())
                .distinct()
                .toList();
    }

    private LoginSettings said() {
        return LoginSettings.of(environment, services.get());
    }

    /** Whether the keys beside the lake's address hold a service principal's secret or certificate. */
    static boolean namesPrincipal(SettingScope credentials) {
        return credentials.value(SettingCatalog.CLIENT_SECRET).isPresent()
                || credentials.value(SettingCatalog.CLIENT_CERTIFICATE).isPresent();
    }
}
