package dev.ingest.e2e;

import dev.ingest.landing.LandingStore;
import dev.ingest.landing.adls.Azurite;
import java.io.IOException;
import java.nio.file.Path;

/** A lake that the real jar writes into as its users have it, and a folder in which a test reads it. */
interface KilledLake extends AutoCloseable {

    /** The home with this lake in its settings. */
    Workspace in(Workspace workspace);

    /** The jar as it is started for this lake. */
    Jar reached(Jar jar);

    /** What stands in the lake now. */
    Path files() throws IOException;

    @Override
    void close();

    /** The folder {@code lake} of the home. */
    static KilledLake folder(Path home) {
        return new KilledLake() {
            @Override
            public Workspace in(Workspace workspace) {
                return workspace;
            }

            @Override
            public Jar reached(Jar jar) {
                return jar;
            }

            @Override
            public Path files() {
                return home.resolve("lake");
            }

            @Override
            public void close() {
                // The test's folder goes with the test.
            }
        };
    }

    /** A container in a storage emulator that {@code copy} follows. */
    static KilledLake emulator(Azurite azurite, String container, Path copy) {
        LandingStore store = azurite.open(container + "/lake");
        LakeCopy files = new LakeCopy(store, copy);
        return new KilledLake() {
            @Override
            public Workspace in(Workspace workspace) {
                return workspace.storage("az://" + container + "/lake", azurite.port());
            }

            @Override
            public Jar reached(Jar jar) {
                return jar.jvm(Azurite.trustOptions());
            }

            @Override
            public Path files() throws IOException {
                return files.refreshed();
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }
}
