package dev.ingest.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.HeldDisk;
import dev.ingest.failure.HeldFiles;
import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
    @TempDir
    Path home;

    @Test
    void oneRunAtATime() {
        Path metadata = home.resolve("metadata");
        HomeLock first = HomeLock.acquire(metadata, "first").orElseThrow();
        assertEquals(Optional.empty(), HomeLock.acquire(metadata, "other"));
        first.forget();
        first.close();
        HomeLock second = HomeLock.acquire(metadata, "second").orElseThrow();
        assertEquals(Set.of(), second.died());
        assertTrue(Files.exists(metadata.resolve("run.lock")));
        second.close();
    }

    @Test
    void aScannerThatHoldsTheLockFileRefusesNoRun() {
        HeldFiles held = HeldFiles.refused(millis -> {});
        Path scanned = HeldDisk.scanned(3, home);
        HomeLock.acquire(scanned, Optional.of("run"), held).orElseThrow().close();
    }

    /** What processes that died leave: their names, the last one's perhaps cut short. */
    @Test
    void runsThatNeverGaveTheLockBackAreKnown() throws IOException {
        Path file = Files.createDirectories(home.resolve("metadata")).resolve("run.lock");
        Files.writeString(file, "one\ntwo\nth");
        HomeLock lock = HomeLock.acquire(home.resolve("metadata"), "next").orElseThrow();
        assertEquals(Set.of("one", "two", "th"), lock.died());
        lock.close();
        // Windows lets nobody read what is locked.
        assertEquals("one\ntwo\nth\nnext\n", Files.readString(file));
        HomeLock last = HomeLock.acquire(home.resolve("metadata"), "last").orElseThrow();
        last.forget();
        last.close();
        assertEquals("", Files.readString(file));
    }

    @Test
    void aRunThatMayHaveLeftALeaseStaysNoted() {
        HomeLock.acquire(home, "one").orElseThrow().close();
        try (HomeLock next = HomeLock.acquire(home, "two").orElseThrow()) {
            assertEquals(Set.of("one"), next.died());
        }
        try (HomeLock last = HomeLock.acquire(home, "three").orElseThrow()) {
            assertEquals(Set.of("one", "two"), last.died());
        }
    }

    @Test
    void whoeverTakesItForAnEditLeavesThemNoted() throws IOException {
        Path metadata = Files.createDirectories(home.resolve("metadata"));
        Files.writeString(metadata.resolve("run.lock"), "one\n");
        try (HomeLock edit = HomeLock.acquire(metadata).orElseThrow()) {
            assertEquals(Set.of("one"), edit.died());
            assertEquals(Optional.empty(), HomeLock.acquire(metadata, "a run"));
        }
        try (HomeLock run = HomeLock.acquire(metadata, "next").orElseThrow()) {
            assertEquals(Set.of("one"), run.died());
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws IOException {
        Path file = Files.writeString(home.resolve("metadata"), "a file");
        IngestException failure = assertThrows(IngestException.class, () -> HomeLock.acquire(file, "run"));
        assertEquals(FailureKind.CONFIG, failure.kind());
    }
}
