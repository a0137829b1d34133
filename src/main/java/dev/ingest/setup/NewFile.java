package dev.ingest.setup;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** A file that is made where none is. */
final class NewFile {
    private final byte[] content;
    private final Readers readers;

    NewFile(byte[] content, Readers readers) {
        this.content = content;
        this.readers = readers;
    }

    /** Who may do what with a new file. */
    enum Readers {
        /** As the folder and the umask have it. */
        USUAL,
        /** The same, and whoever may read it may run it. */
        RUNNERS,
        /** Nobody but its owner. */
        OWNER
    }

    /** Writes it; false where there is one, which stays as it is. */
    boolean write(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException there) {
            return false;
        }
        // Nothing stands in it before its rights are what they should be.
        restrict(file);
        Files.write(file, content, StandardOpenOption.TRUNCATE_EXISTING);
        return true;
    }

    private void restrict(Path file) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix != null) {
            Set<PosixFilePermission> now = EnumSet.copyOf(posix.readAttributes().permissions());
            posix.setPermissions(permissions(now));
        } else if (readers == Readers.OWNER) {
            AclFileAttributeView windows = Files.getFileAttributeView(file, AclFileAttributeView.class);
            if (windows != null) {
                OwnerAlone.restrict(windows);
            }
        }
    }

    private Set<PosixFilePermission> permissions(Set<PosixFilePermission> now) {
        return switch (readers) {
            case USUAL -> now;
            case OWNER -> EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            case RUNNERS -> runnable(now);
        };
    }

    private static Set<PosixFilePermission> runnable(Set<PosixFilePermission> now) {
        Set<PosixFilePermission> more = EnumSet.copyOf(now);
        for (String who : new String[] {"OWNER", "GROUP", "OTHERS"}) {
            if (now.contains(PosixFilePermission.valueOf(who + "_READ"))) {
                more.add(PosixFilePermission.valueOf(who + "_EXECUTE"));
            }
        }
        return more;
    }
}
