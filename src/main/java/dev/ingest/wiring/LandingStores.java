package dev.ingest.wiring;

import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.FolderNames;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.adls.AdlsIdentity;
import dev.ingest.landing.adls.AdlsLocation;
import dev.ingest.landing.adls.AdlsNames;
import dev.ingest.landing.adls.AdlsStore;
import dev.ingest.landing.local.LocalNames;
import dev.ingest.landing.local.LocalStore;
import java.nio.file.Path;
import java.util.Locale;

/** Where files land, by the scheme of {@code bucket_url}. */
final class LandingStores {
    private static final String KEY = "azure_storage_account_key";

    private LandingStores() {}

    /** Opens the store of {@code bucketUrl}; a plain folder hangs on {@code home}. */
    static LandingStore open(String bucketUrl, SettingScope credentials, Path home) {
        return isLocal(bucketUrl)
                ? LocalStore.open(bucketUrl, home)
                : AdlsStore.open(location(bucketUrl, credentials), identity(bucketUrl, credentials));
    }

    /** What the store of {@code bucketUrl} makes of names; asks nobody but this machine's disk. */
    static FolderNames names(String bucketUrl, Path home) {
        return isLocal(bucketUrl) ? LocalNames.of(bucketUrl, home) : new AdlsNames();
    }

    /** Refuses, asking nobody, a URL that cannot be opened or whose key is missing. */
    static void check(String bucketUrl, SettingScope credentials) {
        if (!isLocal(bucketUrl)) {
            location(bucketUrl, credentials);
            identity(bucketUrl, credentials);
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

    private static AdlsIdentity identity(String bucketUrl, SettingScope credentials) {
        return credentials
                .secret(KEY)
                .map(AdlsIdentity.AccountKey::new)
                .orElseThrow(() -> new IngestException(
                        FailureKind.SECRET,
                        "Cannot land in " + bucketUrl + ": no " + KEY + " is set. Looked for "
                                + credentials.lookedFor(KEY) + ". Set it in one of them."));
    }
}
