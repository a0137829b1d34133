package dev.ingest.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
    @TempDir
    Path home;

    @Test
    void oneRunAtATime() {
        Path metadata = home.resolve("metadata");
        HomeLock first = HomeLock.acquire(metadata).orElseThrow();
        assertEquals(Optional.empty(), HomeLock.acquire(metadata));
        first.close();
        HomeLock second = HomeLock.acquire(metadata).orElseThrow();
        assertTrue(Files.exists(metadata.resolve("run.lock")));
        second.close();
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws IOException {
        Path file = Files.writeString(home.resolve("metadata"), "a file");
        IngestException failure = assertThrows(IngestException.class, () -> HomeLock.acquire(file));
        assertEquals(FailureKind.CONFIG, failure.kind());
    }
}
