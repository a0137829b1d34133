package dev.ingest.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other users of the machine may read. */
class FileExposureTest {
    @TempDir
    Path folder;

    @BeforeEach
    void needsPosix() throws IOException {
        Assumptions.assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw----r--"})
    void secretsThatEverybodyReadsAreSaidWithTheCommandThatMendsIt(String permissions) throws IOException {
        Path file = file(permissions);
        assertEquals(
                Optional.of(
                        ".dlt/secrets.toml can be read by every user of this machine. Run: chmod o-rwx '" + file + "'"),
                FileExposure.of(file, ".dlt/secrets.toml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r-----", "r--------"})
    void secretsThatOwnerAndGroupReadAreNot(String permissions) throws IOException {
        assertEquals(Optional.empty(), FileExposure.of(file(permissions), ".dlt/secrets.toml"));
    }

    @Test
    void aFileThatIsNotThereIsNot() {
        assertEquals(Optional.empty(), FileExposure.of(folder.resolve("absent"), "absent"));
    }

    @ParameterizedTest
    @CsvSource({"rwxr-xr-x, rwxr-x---", "rwxrwxrwx, rwxrwx---", "rwx------, rwx------"})
    void othersAreKeptOutOfAFolderAndTheGroupIsNot(String before, String after) throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString(before));
        FileExposure.close(logs);
        assertEquals(after, PosixFilePermissions.toString(Files.getPosixFilePermissions(logs)));
    }

    @Test
    void aFolderThatIsNotThereIsMade() throws IOException {
        FileExposure.close(folder.resolve("new/metadata"));
        assertEquals(
                "---",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new/metadata")))
                        .substring(6));
    }

    private Path file(String permissions) throws IOException {
        Path file = Files.createFile(folder.resolve("secrets.toml"));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
