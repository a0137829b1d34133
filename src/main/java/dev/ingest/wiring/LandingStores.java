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
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/** Where files land, by the scheme of {@code bucket_url}. */
final class LandingStores {
    private LandingStores() {}

    /** Opens the store of {@code bucketUrl}; a plain folder hangs on {@code home}. */
    static LandingStore open(String bucketUrl, SettingScope credentials, AzureLogins logins, Path home) {
        return isLocal(bucketUrl)
                ? LocalStore.open(bucketUrl, home)
                : AdlsStore.open(location(bucketUrl, credentials), identity(credentials, logins));
    }

    /** What the store of {@code bucketUrl} makes of names; asks nobody but this machine's disk. */
    static FolderNames names(String bucketUrl, Path home) {
        return isLocal(bucketUrl) ? LocalNames.of(bucketUrl, home) : new AdlsNames();
    }

    /** Refuses, asking nobody, a URL that cannot be opened, and a key or login that cannot be one. */
    static void check(String bucketUrl, SettingScope credentials, AzureLogins logins) {
        if (!isLocal(bucketUrl)) {
            location(bucketUrl, credentials);
            identity(credentials, logins).check(Instant.now());
        }
    }

    /** Whether files land in a folder of this machine. */
    static boolean isLocal(String bucketUrl) {
        int colon = bucketUrl.indexOf("://");
        return colon < 0
                || bucketUrl.substring(0, colon).toLowerCase(Locale.ROOT).equals("file");
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
