package dev.ingest.landing.adls;

import dev.ingest.landing.LandingStore;
import dev.ingest.landing.LandingStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** The contract against the emulator, through ABFS's Blob client: what accounts without a hierarchical namespace get. */
class AzuriteStoreTest {

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OverHttps extends InAzurite {
        OverHttps() {
            super("contract/some prefix/lake");
        }

        @BeforeAll
        void start() {
            azurite = Azurite.https();
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OverHttp extends InAzurite {
        OverHttp() {
            super("contract");
        }

        @BeforeAll
        void start() {
            azurite = Azurite.http();
        }
    }

    abstract static class InAzurite extends LandingStoreContract {
        Azurite azurite;
        private final String location;

        InAzurite(String location) {
            this.location = location;
        }

        @Override
        protected LandingStore open() {
            return azurite.open(location);
        }

        @Override
        protected int rounds() {
            return 4;
        }

        @AfterAll
        void stop() {
            if (azurite != null) {
                azurite.close();
            }
        }
    }
}
