package dev.ingest.wiring;

import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.FolderNames;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.adls.AdlsIdentity;
import dev.ingest.landing.adls.AdlsLocation;
import dev.ingest.landing.adls.AdlsNames;
import dev.ingest.landing.adls.AdlsStore;
import dev.ingest.landing.local.LocalNames;
import dev.ingest.landing.local.LocalStore;
import dev.ingest.secret.AccessTokens;
import dev.ingest.secret.azure.Identity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where files land: one kind of lake, by the scheme of {@code bucket_url}.
 *
 * @param label what kind of lake that is, as people read it
 * @param login who is shown to it, as people read it; of an identity no more than that before the store is open
 * @param root where it is, as others are told: {@code abfss://container@account.dfs.core.windows.net/prefix}
 * @param service the address of a service whose clock counts
 * @param check refuses, asking nobody, a URL that cannot be opened, and a key or login that cannot be one
 * @param names what the store makes of names; asks nobody but this machine's disk
 * @param opener opens the store
 */
record LandingStores(
        String label,
        Supplier<String> login,
        Supplier<String> root,
        Supplier<Optional<URI>> service,
        Runnable check,
        Supplier<FolderNames> names,
        Supplier<LandingStore> opener) {
    /** What {@code bucketUrl} means; a plain folder hangs on {@code home}. */
    static LandingStores of(String bucketUrl, SettingScope credentials, AzureLogins logins, Path home) {
        return switch (scheme(bucketUrl)) {
            case "file" -> local(bucketUrl, home);
            default -> adls(bucketUrl, credentials, logins);
        };
    }

    private static String scheme(String bucketUrl) {
        int colon = bucketUrl.indexOf("://");
        return colon < 0 ? "file" : bucketUrl.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    private static LandingStores local(String bucketUrl, Path home) {
        return new LandingStores(
                "local folder",
                () -> System.getProperty("user.name"),
                () -> LocalStore.url(bucketUrl, home),
                Optional::empty,
                () -> LocalNames.of(bucketUrl, home),
                () -> LocalNames.of(bucketUrl, home),
                () -> LocalStore.open(bucketUrl, home));
    }

    private static LandingStores adls(String bucketUrl, SettingScope credentials, AzureLogins logins) {
        return new LandingStores(
                "ADLS Gen2",
                () -> login(credentials, logins),
                () -> location(bucketUrl, credentials).qualified(),
                () -> Optional.of(location(bucketUrl, credentials).service()),
                () -> {
                    location(bucketUrl, credentials);
                    identity(credentials, logins).check(Instant.now());
                },
                AdlsNames::new,
                () -> AdlsStore.open(location(bucketUrl, credentials), identity(credentials, logins)));
    }

    private static AdlsLocation location(String bucketUrl, SettingScope credentials) {
        return AdlsLocation.parse(
                bucketUrl,
                credentials.value(SettingCatalog.ACCOUNT_NAME),
                credentials.value(SettingCatalog.ACCOUNT_HOST));
    }

    /** As dlt chooses: a service principal, the account's key, a signature, whoever runs this. */
    private static AdlsIdentity identity(SettingScope credentials, AzureLogins logins) {
        if (AzureLogins.namesPrincipal(credentials)) {
            return new AdlsIdentity.Token(logins.of(credentials));
        }
        return credentials
                .value(SettingCatalog.ACCOUNT_KEY)
                .<AdlsIdentity>map(AdlsIdentity.AccountKey::new)
                .or(() -> credentials.value(SettingCatalog.SAS_TOKEN).map(AdlsIdentity.SharedAccess::new))
                .orElseGet(() -> new AdlsIdentity.Token(anybody(credentials, logins)));
    }

    private static String login(SettingScope credentials, AzureLogins logins) {
        AdlsIdentity identity = identity(credentials, logins);
        return identity instanceof AdlsIdentity.Token
                ? logins.of(credentials).identity().map(Identity::toString).orElseGet(identity::kind)
                : identity.kind();
    }

    private static AccessTokens anybody(SettingScope credentials, AzureLogins logins) {
        return scope -> {
            try {
                return logins.of(credentials).token(scope);
            } catch (IngestException e) {
                throw new IngestException(
                        e.kind(),
                        e.outlook(),
                        e.getMessage() + " Or set azure_storage_account_key; looked for "
                                + credentials.lookedFor(SettingCatalog.ACCOUNT_KEY.key()) + ".",
                        e);
            }
        };
    }
}
