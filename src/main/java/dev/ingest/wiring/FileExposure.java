package dev.ingest.wiring;

import dev.ingest.failure.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who else on this machine may read what a run keeps. */
final class FileExposure {
    /** Everyone, Users, Authenticated Users and Domain Users, in English and the languages around. */
    private static final Set<String> EVERYBODY = Set.of(
            "EVERYONE",
            "USERS",
            "AUTHENTICATED USERS",
            "DOMAIN USERS",
            "JEDER",
            "BENUTZER",
            "AUTHENTIFIZIERTE BENUTZER",
            "DOMÄNEN-BENUTZER",
            "TOUT LE MONDE",
            "UTILISATEURS",
            "UTILISATEURS AUTHENTIFIÉS",
            "TODOS",
            "USUARIOS",
            "USUARIOS AUTENTIFICADOS",
            "UTILIZADORES",
            "IEDEREEN",
            "GEBRUIKERS",
            "ALLE",
            "BRUKERE",
            "ALLA",
            "ANVÄNDARE",
            "WSZYSCY",
            "UŻYTKOWNICY");

    private FileExposure() {}

    /** What speaks against keeping secrets in {@code file}, with the command that mends it; empty when nothing does. */
    static Optional<String> of(Path file, String shown) {
        try {
            PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (posix != null) {
                return posix.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ)
                        ? Optional.of(
                                shown + " can be read by every user of this machine. Run: chmod o-rwx '" + file + "'")
                        : Optional.empty();
            }
            AclFileAttributeView windows = Files.getFileAttributeView(file, AclFileAttributeView.class);
            return windows == null ? Optional.empty() : ofRights(windows.getAcl(), file, shown);
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /** Makes {@code folder} where it is absent, and keeps other users out of it. */
    static void close(Path folder) {
        try {
            Files.createDirectories(folder);
            PrivateFolder.close(folder);
        } catch (IOException said) {
            // By whoever writes there.
        }
    }

    /** What speaks against these rights, of a file of Windows. */
    static Optional<String> ofRights(List<AclEntry> rights, Path file, String shown) {
        return rights.stream().anyMatch(FileExposure::letsEverybodyRead)
                ? Optional.of(
                        shown + " can be read by every user of this machine. Run, as the account that runs the jobs:"
                                + " icacls \"" + file + "\" /inheritance:r /grant:r \"%USERNAME%:F\"")
                : Optional.empty();
    }

    /** Java does not tell the number by which Windows knows a group, and its name is in the language of the system. */
    private static boolean letsEverybodyRead(AclEntry entry) {
        String name = entry.principal().getName();
        return entry.type() == AclEntryType.ALLOW
                && entry.permissions().contains(AclEntryPermission.READ_DATA)
                && EVERYBODY.contains(name.substring(name.lastIndexOf('\\') + 1).toUpperCase(Locale.ROOT));
    }
}
