package dev.ingest.landing.adls;

import dev.ingest.landing.LandingStore;
import dev.ingest.landing.LandingStoreContract;
import dev.ingest.secret.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract on real accounts, one with and one without a hierarchical namespace, each told by its bucket URL and key.
 * Run by {@code mvn verify -Plive}; an account that no environment variable names is skipped, on the build server too.
 */
@Tag("live")
class LiveStoreTest {

    @Nested
    @EnabledIfEnvironmentVariable(named = "INGEST_LIVE_HIERARCHICAL_URL", matches = ".+")
    class Hierarchical extends LandingStoreContract {
        @Override
        protected LandingStore open() {
            return live("INGEST_LIVE_HIERARCHICAL");
        }

        @Override
        protected int rounds() {
            return 4;
        }
    }

    @Nested
    @EnabledIfEnvironmentVariable(named = "INGEST_LIVE_FLAT_URL", matches = ".+")
    class Flat extends LandingStoreContract {
        @Override
        protected LandingStore open() {
            return live("INGEST_LIVE_FLAT");
        }

        @Override
        protected int rounds() {
            return 4;
        }
    }

    private static LandingStore live(String account) {
        AdlsLocation location = AdlsLocation.parse(
                System.getenv(account + "_URL"),
                Optional.ofNullable(System.getenv(account + "_ACCOUNT")),
                Optional.ofNullable(System.getenv(account + "_HOST")));
        return AdlsStore.open(
                location,
                new AdlsIdentity.AccountKey(new Secret(
                        Optional.ofNullable(System.getenv(account + "_KEY")).orElse(""))));
    }
}
