package dev.ingest.wiring;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.local.LocalStore;
import java.nio.file.Path;
import java.util.Locale;

/** Where files land, by the scheme of {@code bucket_url}. */
final class LandingStores {
    private LandingStores() {}

    /** Opens the store of {@code bucketUrl}; a plain folder hangs on {@code home}. */
    static LandingStore open(String bucketUrl, Path home) {
        return switch (scheme(bucketUrl)) {
            case "", "file" -> LocalStore.open(bucketUrl, home);
            default ->
                throw new IngestException(
                        FailureKind.CONFIG,
                        "Cannot land in " + bucketUrl + ": its scheme is not one this version writes to."
                                + " Set bucket_url to a folder or a file:// URL.");
        };
    }

    private static String scheme(String url) {
        int colon = url.indexOf("://");
        return colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
    }
}
