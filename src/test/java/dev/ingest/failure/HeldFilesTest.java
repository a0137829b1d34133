package dev.ingest.failure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFilesTest {
    private final IOException sharing = new FileSystemException("f", null, "Der Prozess kann nicht zugreifen");

    @TempDir
    Path folder;

    private final List<Long> pauses = new ArrayList<>();
    private final HeldFiles held = HeldFiles.refused(pauses::add);

    private long waited() {
        return pauses.stream().mapToLong(Long::longValue).sum();
    }

    private static Void fail(IOException failure) throws IOException {
        throw failure;
    }

    @Test
    void aFileThatIsHeldForAMomentIsWaitedFor() throws IOException {
        Path disk = HeldDisk.scanned(4, folder);
        Files.writeString(folder.resolve("old"), "1");
        Files.writeString(folder.resolve("new"), "2");

        held.replace(disk.resolve("new"), disk.resolve("old"));
        assertEquals("2", Files.readString(folder.resolve("old")));
        assertTrue(held.deleteIfExists(disk.resolve("old")));
        assertFalse(held.deleteIfExists(disk.resolve("old")));
        assertEquals(List.of(20L, 40L, 80L, 160L), pauses.subList(0, 4));
    }

    @Test
    void whatIsHeldForGoodFailsAfterTenSecondsOfGrowingPauses() {
        for (IOException refusal : List.of(sharing, new AccessDeniedException("f"))) {
            pauses.clear();
            assertSame(refusal, assertThrows(IOException.class, () -> held.insist(() -> fail(refusal))));
            assertEquals(10_000, waited());
            assertArrayEquals(
                    pauses.stream().limit(pauses.size() - 1).sorted().toArray(),
                    pauses.stream().limit(pauses.size() - 1).toArray());
        }
    }

    @Test
    void filesThatAreHeldForGoodShareTheTenSeconds() throws IOException {
        HeldFiles together = held.together();
        for (int file = 0; file < 50; file++) {
            assertSame(sharing, assertThrows(IOException.class, () -> together.insist(() -> fail(sharing))));
        }
        assertEquals(10_000, waited());
        assertEquals("done", together.insist(() -> "done"));

        assertThrows(IOException.class, () -> held.together().insist(() -> fail(sharing)));
        assertEquals(20_000, waited());
    }

    @Test
    void otherFailuresAreThrownAtOnce() {
        for (IOException other : List.of(new NoSuchFileException("f"), new IOException("no space left on device"))) {
            assertSame(other, assertThrows(IOException.class, () -> held.insist(() -> fail(other))));
        }
        assertEquals(List.of(), pauses);
    }

    @Test
    void onOtherSystemsADenialIsADenial() {
        org.junit.jupiter.api.Assumptions.assumeTrue(File.separatorChar == '/', "Windows is waited for");
        int[] attempts = {0};
        assertThrows(
                AccessDeniedException.class,
                () -> HeldFiles.here().insist(() -> {
                    attempts[0]++;
                    return fail(new AccessDeniedException("f"));
                }));
        assertEquals(1, attempts[0]);
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() {
        HeldFiles interrupted = HeldFiles.refused(millis -> {
            throw new InterruptedException();
        });
        assertSame(sharing, assertThrows(IOException.class, () -> interrupted.insist(() -> fail(sharing))));
        assertTrue(Thread.interrupted());
    }
}
