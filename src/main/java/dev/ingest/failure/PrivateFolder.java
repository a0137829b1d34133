package dev.ingest.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Keeps other users of a machine out of a folder; its group keeps what it has. */
public final class PrivateFolder {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private PrivateFolder() {}

    /** Takes from other users what {@code folder} shows them. On Windows, what is in a folder has the rights of that around it. */
    public static void close(Path folder) {
        try {
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
}
