package dev.ingest.landing.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.HeldFiles;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.LandingStoreContract;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalStoreTest {
    private static final boolean WINDOWS = File.separatorChar == '\\';

    @TempDir
    Path folder;

    @Nested
    class WithLinks extends LandingStoreContract {
        @Override
        protected LandingStore open() {
            return LocalStore.open(folder.resolve("lake").toString(), folder);
        }
    }

    @Nested
    class WithoutLinks extends LandingStoreContract {
        @Override
        protected LandingStore open() {
            return new LocalStore(folder.resolve("lake"), new LockedRename(HeldFiles.here()), HeldFiles.here());
        }
    }

    @Test
    void foldersExistWhileTheyHoldAFile() throws IOException {
        LandingStore store = store();
        store.createNew("ds/orders/2026/a", bytes("x"));
        store.createNew("ds/orders/b", bytes("x"));
        assertTrue(store.rename("ds/orders/2026/a", "ds/moved/a"));
        assertEquals(
                List.of("ds", "ds/_ingest", "ds/_ingest/new", "ds/moved", "ds/moved/a", "ds/orders", "ds/orders/b"),
                tree(),
                "what the next small file needs stays for it");
        store.delete("ds/orders/b");
        store.delete("ds/moved/a");
        store.close();
        assertEquals(List.of(), tree());
        assertTrue(Files.isDirectory(folder.resolve("lake")));
    }

    @Test
    void aDatasetMayBeALinkToAnotherFolder() throws IOException {
        assumeFalse(WINDOWS, "links need a privilege there");
        Files.createDirectories(folder.resolve("disk"));
        Files.createDirectories(folder.resolve("lake"));
        Files.createSymbolicLink(folder.resolve("lake/ds"), folder.resolve("disk"));
        Files.createSymbolicLink(folder.resolve("disk/ring"), folder.resolve("disk"));
        Files.createSymbolicLink(folder.resolve("disk/dangling"), folder.resolve("nowhere"));
        LandingStore store = store();
        assertTrue(store.createNew("ds/orders/a", bytes("x")));
        assertEquals("ds/orders/a", store.list("ds").get(0).path());
        assertEquals(1, store.list("ds").size());
        assertEquals("x", Files.readString(folder.resolve("disk/orders/a")));
    }

    @Test
    void aTableOnAnotherDiskThanItsDatasetIsNamed() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(folder)));
        Path disk = Files.createTempDirectory(memory, "ingest");
        try {
            Files.createDirectories(folder.resolve("lake/ds"));
            Files.createSymbolicLink(folder.resolve("lake/ds/orders"), disk);
            IngestException failure =
                    assertThrows(IngestException.class, () -> store().createNew("ds/orders/a", bytes("x")));
            assertTrue(failure.getMessage().contains("another file system"), failure.getMessage());
            assertEquals(List.of(), store().list("ds"));
        } finally {
            Files.delete(disk);
        }
    }

    @Test
    void aFolderWithoutPermissionIsNamed() throws IOException {
        assumeFalse(WINDOWS || System.getProperty("user.name").equals("root"), "root may write anywhere");
        Path closed = Files.createDirectories(folder.resolve("lake/ds"));
        assumeTrue(closed.toFile().setWritable(false));
        IngestException failure = assertThrows(IngestException.class, () -> store().createNew("ds/a", bytes("x")));
        assertTrue(failure.getMessage().contains("permission denied"), failure.getMessage());
    }

    @Test
    void aFileWhereAFolderShouldBeIsNamed() {
        LandingStore store = store();
        store.createNew("ds/orders", bytes("x"));
        IngestException failure = assertThrows(IngestException.class, () -> store.createNew("ds/orders/a", bytes("x")));
        assertEquals(FailureKind.LAND, failure.kind());
        assertTrue(failure.getMessage().contains(Path.of("ds/orders/a").toString()), failure.getMessage());
        assertTrue(failure.getMessage().contains("is a file, not a folder"), failure.getMessage());
        assertTrue(store.read("ds/orders").isPresent());
    }

    @Test
    void failuresTellTheWayOut() {
        Path file = folder.resolve("a");
        assertSays(
                "the disk is full (",
                "MiB free). Make room",
                new FileSystemException("a", null, "No space left on device"));
        assertSays("the disk is full (", "Make room", new IOException("There is not enough space on the disk"));
        assertSays("permission denied. Let user ", " write there", new AccessDeniedException(file.toString()));
        assertSays("a does not exist", ". Look", new NoSuchFileException("a"));
        assertSays("another file system", "Keep a dataset", new AtomicMoveNotSupportedException("a", "b", "no"));
        assertSays("Input/output error", "Look at the disk", new IOException("Input/output error"));
    }

    @Test
    void pathsOutsideTheRootAreRefused() {
        LandingStore store = store();
        for (String path : List.of("", "/etc/passwd", "a/../../b", "a//b", "a/", ".", "a/./b")) {
            assertThrows(IllegalArgumentException.class, () -> store.read(path), path);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "file:///data/lake, /data/lake",
        "file:/data/lake, /data/lake",
        "FILE:///data/my%20lake+1, /data/my lake+1",
        "file://localhost/data/lake, /data/lake",
        "/data/lake/, /data/lake",
        "/data/100%, /data/100%",
        "file:///data/100%, /data/100%",
        "lake, /home/u/lake",
        "./lake/../other, /home/u/other",
    })
    void readsFoldersAsPeopleWriteThem(String url, String expected) {
        assumeFalse(WINDOWS);
        assertEquals(Path.of(expected), LocalUrl.folder(url, Path.of("/home/u")).normalize());
    }

    @ParameterizedTest
    @CsvSource({
        "'C:\\data\\lake', file:///C:/data/lake",
        "file:///C:/data/lake, file:///C:/data/lake",
        "'file://C:\\data\\lake', file:///C:/data/lake",
        "file://C:/data/lake, file:///C:/data/lake",
        "'\\\\server\\share\\lake', file:////server/share/lake",
        "file://server/share/lake, file:////server/share/lake",
    })
    void readsWindowsFolders(String url, String expected) {
        assumeTrue(WINDOWS);
        assertEquals(expected, LocalStore.open(url, folder).url());
    }

    @Test
    void theUrlIsReadable() {
        assumeFalse(WINDOWS);
        assertEquals(
                "file:///data/my lake",
                LocalStore.open("file:///data/my%20lake/", folder).url());
        IngestException failure = assertThrows(IngestException.class, () -> LocalStore.open("file://lake", folder));
        assertEquals(FailureKind.CONFIG, failure.kind());
    }

    @Test
    void aStoreThatIsOnlyOpenedMakesNothing() {
        assertTrue(store().url().endsWith("/lake"));
        assertFalse(Files.exists(folder.resolve("lake")));
    }

    private void assertSays(String why, String wayOut, IOException cause) {
        IngestException failure = LocalFailure.of("write", folder.resolve("a"), cause);
        assertEquals(FailureKind.LAND, failure.kind());
        String message = failure.getMessage();
        assertTrue(message.startsWith("Cannot write " + folder.resolve("a") + ": "), message);
        assertTrue(message.contains(why) && message.contains(wayOut), message);
    }

    private LandingStore store() {
        return LocalStore.open("lake", folder);
    }

    private List<String> tree() throws IOException {
        Path lake = folder.resolve("lake");
        try (Stream<Path> paths = Files.walk(lake)) {
            return paths.filter(path -> !path.equals(lake))
                    .map(path -> lake.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
