package dev.ingest.commit;

import dev.ingest.commit.state.DatasetTree;
import dev.ingest.landing.LandingStore;
import java.nio.charset.StandardCharsets;

/** dlt's storage version file at a dataset's root. */
final class DatasetInit {
    private static final byte[] CONTENT =
            "{\"initial_version\":2,\"current_version\":2}".getBytes(StandardCharsets.UTF_8);

    private DatasetInit() {}

    /** Writes the file unless there is one: a dataset that dlt made keeps its own, whatever its version. */
    static void ensure(LandingStore store, DatasetTree tree) {
        if (store.read(tree.init()).isEmpty()) {
            store.createNew(tree.init(), CONTENT);
        }
    }
}
