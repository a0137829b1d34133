package dev.ingest.landing.local;

import dev.ingest.failure.HeldFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * By an atomic move under a lock of the user's temporary folder, since POSIX moves replace what is there. Exclusive among
 * the processes of one machine.
 */
final class LockedRename implements ExclusiveRename {
    private static final Object THIS_PROCESS = new Object();

    private final HeldFiles held;

    LockedRename(HeldFiles held) {
        this.held = held;
    }

    @Override
    public boolean place(Path source, Path target, Folders folders) throws IOException {
        synchronized (THIS_PROCESS) {
            try (FileChannel channel =
                            FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid() || Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                    return false;
                }
                held.insist(() -> folders.within(target, () -> moved(source, target)));
            }
        }
        folders.sync(target);
        return true;
    }

    private static Path moved(Path source, Path target) throws IOException {
        try {
            return Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            if (Files.exists(source)) {
                throw e;
            }
            throw new IOException(source + " is gone", e);
        }
    }

    private static Path lockFile() {
        return Path.of(System.getProperty("java.io.tmpdir"), "ingest-" + System.getProperty("user.name") + ".lock");
    }
}
