package dev.ingest.landing.adls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingStore;
import java.io.File;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Table names that the storage account, or the client on Windows, makes others of. */
class AdlsNamesTest {
    private DfsDouble dfs;

    @BeforeEach
    void start() {
        dfs = new DfsDouble();
        dfs.addContainer("lake");
    }

    @AfterEach
    void stop() {
        dfs.close();
    }

    @Test
    void aNameThatEndsWithADotIsRefusedInWords() {
        try (LandingStore lake = dfs.open("lake/raw")) {
            for (String path : new String[] {"ds/trail./a", "ds/orders/a.", "ds/.../a"}) {
                assertRefused(path, () -> lake.create(path).close());
                assertRefused(path, () -> lake.createNew(path, new byte[1]));
                assertRefused(path, () -> lake.read(path));
                assertRefused(path, () -> lake.list(path));
            }
            assertTrue(lake.createNew("ds/t.rail/.a", new byte[1]));
        }
    }

    @Test
    void aBackslashNeverBecomesAFolder() {
        try (LandingStore lake = dfs.open("lake/raw")) {
            String path = "ds/a\\b/1";
            if (File.separatorChar == '\\') {
                assertRefused(path, () -> lake.createNew(path, new byte[1]));
            } else {
                assertTrue(lake.createNew(path, new byte[1]));
                assertEquals(path, lake.list("ds").get(0).path());
            }
        }
    }

    private static void assertRefused(String path, Runnable operation) {
        IngestException failure = assertThrows(IngestException.class, operation::run, path);
        assertEquals(FailureKind.LAND, failure.kind());
        assertTrue(failure.getMessage().startsWith("Cannot name the file " + path + " in "), failure.getMessage());
    }
}
