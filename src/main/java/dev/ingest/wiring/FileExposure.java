package dev.ingest.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who else on this machine may read what a run keeps. */
final class FileExposure {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

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
            return windows != null && windows.getAcl().stream().anyMatch(FileExposure::letsEverybodyRead)
                    ? Optional.of(shown + " can be read by every user of this machine. Run: icacls \"" + file
                            + "\" /inheritance:r /grant:r \"%USERNAME%:F\"")
                    : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /** Takes from other users what {@code folder}, which is made where it is absent, shows them; their group keeps it. */
    static void close(Path folder) {
        try {
            Files.createDirectories(folder);
            PosixFileAttributeView posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
            if (posix != null) {
                Set<PosixFilePermission> permissions =
                        EnumSet.copyOf(posix.readAttributes().permissions());
                if (permissions.removeAll(OTHERS)) {
                    posix.setPermissions(permissions);
                }
            }
        } catch (IOException notOurs) {
            // Whoever owns the folder decides; what cannot be written there is said by whoever writes it.
        }
    }

    /** Windows writes the names of its groups in its own language; the domain users' group is the same in all. */
    private static boolean letsEverybodyRead(AclEntry entry) {
        String name = entry.principal().getName().toUpperCase(Locale.ROOT);
        return entry.type() == AclEntryType.ALLOW
                && entry.permissions().contains(AclEntryPermission.READ_DATA)
                && (name.equals("EVERYONE")
                        || name.equals("\\EVERYONE")
                        || name.endsWith("\\USERS")
                        || name.endsWith("\\AUTHENTICATED USERS"));
    }
}
