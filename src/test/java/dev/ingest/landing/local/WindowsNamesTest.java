package dev.ingest.landing.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.HeldFiles;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingStore;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Table names that Windows takes for another file's, for a device or for a way out of the lake. */
class WindowsNamesTest {
    private final FileSystem disk = Jimfs.newFileSystem(Configuration.windows());
    private final HeldFiles held = HeldFiles.here();
    private final LandingStore lake = new LocalStore(disk.getPath("C:\\lake"), new LinkRename(held), held);

    @BeforeEach
    void somethingBesideTheLake() throws IOException {
        Files.createDirectories(disk.getPath("C:\\other\\case"));
        Files.writeString(disk.getPath("C:\\other\\case\\a.parquet"), "theirs");
        lake.createNew("ds/case/a.parquet", "ours".getBytes(UTF_8));
    }

    @AfterEach
    void close() throws IOException {
        disk.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ds/a\\b",
                "ds\\..\\..\\other\\case",
                "ds/..\\..\\other\\case",
                "\\other\\case",
                "C:\\other\\case",
                "C:other",
                "ds/C:/other/case",
                "ds/case/a.parquet:stream",
                "ds/case:stream",
                "ds/case.",
                "ds/case ",
                "ds/case. .",
                "ds/con",
                "ds/AUX.parquet",
                "ds/nul .x",
                "ds/Com1.tar.gz",
                "ds/lpt\u00B9",
                "ds/CONIN$",
                "ds/LONGER~1",
                "ds/what?",
                "ds/a*b",
                "ds/a\"b",
                "ds/a|b",
                "ds/a<b>",
                "ds/a\u0007b",
            })
    void neverLeaveTheLake(String path) throws IOException {
        List<String> before = tree();
        assertRefused(path, () -> lake.list(path));
        String file = path + "/a.parquet";
        assertRefused(file, () -> lake.createNew(file, new byte[1]));
        assertRefused(file, () -> lake.create(file).close());
        assertRefused(file, () -> lake.read(file));
        assertRefused(file, () -> lake.delete(file));
        assertRefused(file, () -> lake.rename("ds/case/a.parquet", file));
        assertRefused(file, () -> lake.rename(file, "ds/new/a.parquet"));
        assertEquals(before, tree());
        assertEquals("theirs", Files.readString(disk.getPath("C:\\other\\case\\a.parquet")));
    }

    @Test
    void namesThatOnlyLookLikeSuchLand() {
        for (String table :
                List.of("console", "com", "com10", "nulls", "a.con", "au x", "lpt", "trail.s", "long~name")) {
            assertTrue(lake.createNew("ds/" + table + "/a", "x".getBytes(UTF_8)), table);
            assertEquals("x", new String(lake.read("ds/" + table + "/a").orElseThrow(), UTF_8));
        }
    }

    /** Windows says of a path through a file that there is none, other systems that the file is no folder. */
    @Test
    void aFileWhereAFolderShouldBeIsNamed() {
        lake.createNew("ds/orders", new byte[1]);
        IngestException failure =
                assertThrows(IngestException.class, () -> lake.createNew("ds/orders/2026/a", new byte[1]));
        assertTrue(failure.getMessage().contains("is a file, not a folder"), failure.getMessage());
    }

    @Test
    void aDriveMayBeTheLake() {
        LandingStore drive = new LocalStore(disk.getPath("C:\\"), new LinkRename(held), held);
        assertTrue(drive.createNew("ds/orders/a", "x".getBytes(UTF_8)));
        assertEquals("ds/orders/a", drive.list("ds/orders").get(0).path());
    }

    private static void assertRefused(String path, Runnable operation) {
        IngestException failure = assertThrows(IngestException.class, operation::run, path);
        assertEquals(FailureKind.LAND, failure.kind());
        assertTrue(failure.getMessage().startsWith("Cannot name the file " + path + ": "), failure.getMessage());
    }

    private List<String> tree() throws IOException {
        try (Stream<Path> paths = Files.walk(disk.getPath("C:\\"))) {
            return paths.map(Path::toString).sorted().toList();
        }
    }
}
