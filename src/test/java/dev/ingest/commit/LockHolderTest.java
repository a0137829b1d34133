package dev.ingest.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.commit.state.LeaseHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockHolderTest {
    private static final Instant SINCE = Instant.parse("2026-11-29T03:30:00Z");

    @TempDir
    Path metadata;

    private static LeaseHolder holder(long process) {
        return new LeaseHolder("db01", process, "a run", SINCE);
    }

    @Test
    void aRunThatIsGoingOnIsNamed() {
        LeaseHolder here = holder(ProcessHandle.current().pid());
        LockHolder.note(metadata, here);
        assertEquals(Optional.of(here), LockHolder.of(metadata));
    }

    @Test
    void theNewerRunStandsInThePlaceOfTheOlder() {
        LockHolder.note(metadata, holder(1));
        LeaseHolder here = holder(ProcessHandle.current().pid());
        LockHolder.note(metadata, here);
        assertEquals(Optional.of(here), LockHolder.of(metadata));
    }

    @Test
    void aRunWhoseProcessIsGoneIsNoHolder() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(), "-version")
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        process.waitFor();
        LockHolder.note(metadata, holder(process.pid()));
        assertEquals(Optional.empty(), LockHolder.of(metadata));
    }

    @Test
    void nobodyIsNamedWhereNothingOrNonsenseIsNoted() throws IOException {
        assertEquals(Optional.empty(), LockHolder.of(metadata));
        Files.writeString(metadata.resolve("run.holder"), "{\"host\": \"db01\", \"proc");
        assertEquals(Optional.empty(), LockHolder.of(metadata));
        Files.writeString(metadata.resolve("run.holder"), "");
        assertEquals(Optional.empty(), LockHolder.of(metadata));
    }

    @Test
    void aFolderThatCannotBeWrittenKeepsNoRun() throws IOException {
        Path file = Files.writeString(metadata.resolve("file"), "");
        LockHolder.note(file, holder(1));
        assertEquals(Optional.empty(), LockHolder.of(file));
    }
}
