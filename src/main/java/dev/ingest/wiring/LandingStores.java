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
import java.util.function.Supplier;

/**
 * Where files land: one kind of lake, by the scheme of {@code bucket_url}.
 *
 * @param label what kind of lake that is, as people read it
 * @param check refuses, asking nobody, a URL that cannot be opened or whose key is missing
 * @param names what the store makes of names; asks nobody but this machine's disk
 * @param opener opens the store
 */
record LandingStores(String label, Runnable check, Supplier<FolderNames> names, Supplier<LandingStore> opener) {
    private static final String KEY = "azure_storage_account_key";

    /** What {@code bucketUrl} means; a plain folder hangs on {@code home}. */
    static LandingStores of(String bucketUrl, SettingScope credentials, Path home) {
        return switch (scheme(bucketUrl)) {
            case "file" -> local(bucketUrl, home);
            default -> adls(bucketUrl, credentials);
        };
    }

    private static String scheme(String bucketUrl) {
        int colon = bucketUrl.indexOf("://");
        return colon < 0 ? "file" : bucketUrl.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    private static LandingStores local(String bucketUrl, Path home) {
        return new LandingStores(
                "local folder",
                () -> LocalNames.of(bucketUrl, home),
                () -> LocalNames.of(bucketUrl, home),
                () -> LocalStore.open(bucketUrl, home));
    }

    private static LandingStores adls(String bucketUrl, SettingScope credentials) {
        return new LandingStores(
                "ADLS Gen2",
                () -> {
                    location(bucketUrl, credentials);
                    identity(bucketUrl, credentials);
                },
                AdlsNames::new,
                () -> AdlsStore.open(location(bucketUrl, credentials), identity(bucketUrl, credentials)));
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
