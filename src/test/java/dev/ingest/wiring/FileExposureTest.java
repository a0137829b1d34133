package dev.ingest.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileExposureTest {
    @TempDir
    Path folder;

    /** As Windows names one: {@code BUILTIN\Users}. */
    private record Named(String name) implements UserPrincipal {
        @Override
        public String getName() {
            return name;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "\\Everyone, ALLOW, READ_DATA, true",
        "BUILTIN\\Users, ALLOW, READ_DATA, true",
        "NT AUTHORITY\\Authenticated Users, ALLOW, READ_DATA, true",
        "CORP\\Domain Users, ALLOW, READ_DATA, true",
        "\\Jeder, ALLOW, READ_DATA, true",
        "VORDEFINIERT\\Benutzer, ALLOW, READ_DATA, true",
        "BUILTIN\\Utilisateurs, ALLOW, READ_DATA, true",
        "BUILTIN\\Users, DENY, READ_DATA, false",
        "BUILTIN\\Users, ALLOW, READ_ATTRIBUTES, false",
        "BUILTIN\\Administrators, ALLOW, READ_DATA, false",
        "NT AUTHORITY\\SYSTEM, ALLOW, READ_DATA, false",
        "CORP\\ingest, ALLOW, READ_DATA, false",
    })
    void aFileOfWindowsThatEverybodyMayReadIsNamedWithTheCommand(
            String who, AclEntryType type, AclEntryPermission right, boolean exposed) {
        AclEntry entry = AclEntry.newBuilder()
                .setPrincipal(new Named(who))
                .setType(type)
                .setPermissions(right)
                .build();
        Optional<String> said = FileExposure.ofRights(List.of(entry), Path.of("secrets.toml"), ".dlt/secrets.toml");
        assertEquals(
                exposed
                        ? Optional.of(
                                ".dlt/secrets.toml can be read by every user of this machine. Run, as the account that"
                                        + " runs the jobs: icacls \"secrets.toml\" /inheritance:r /grant:r \"%USERNAME%:F\"")
                        : Optional.empty(),
                said);
    }

    @ParameterizedTest
    @CsvSource({"rw-r--r--, true", "rw-r-----, false", "rw-------, false"})
    void aFileThatOthersMayReadIsNamedWithTheCommand(String mode, boolean exposed) throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path file = Files.createFile(folder.resolve("secrets.toml"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        Optional<String> said = FileExposure.of(file, ".dlt/secrets.toml");
        assertEquals(exposed, said.isPresent());
        assertTrue(said.filter(text -> !text.endsWith("Run: chmod o-rwx '" + file + "'"))
                .isEmpty());
    }
}
