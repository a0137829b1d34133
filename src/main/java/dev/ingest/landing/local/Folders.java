package dev.ingest.landing.local;

import dev.ingest.failure.DurableFolder;
import dev.ingest.failure.PrivateFolder;
import dev.ingest.landing.LandingPath;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes folders when a file needs them and takes them away when they hold none, while others do the same. Those that each
 * load needs for a moment, directly under {@code _ingest}, stay until the end.
 */
final class Folders implements AutoCloseable {
    /** A folder may be pruned by another process between its making and its use; each time it is made again. */
    private static final int ATTEMPTS = 1000;

    private final Path root;
    private final Set<Path> emptied = ConcurrentHashMap.newKeySet();

    Folders(Path root) {
        this.root = root;
    }

    /** Does what needs {@code file}'s folder, which is there then. */
    <T> T within(Path file, LocalStore.Attempt<T> attempt) throws IOException {
        for (int i = 1; ; i++) {
            try {
                make(parent(file));
                return attempt.run();
            } catch (NoSuchFileException e) {
                refuseFileAbove(file);
                if (i == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** What Windows says of a path that leads through a file is that there is no such path. */
    private static void refuseFileAbove(Path file) throws NotDirectoryException {
        for (Path at = file.getParent(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at)) {
                throw new NotDirectoryException(at.toString());
            }
        }
    }

    /** Makes the entry of {@code file} in its folder durable, as far as the operating system lets one. */
    void sync(Path file) {
        DurableFolder.sync(parent(file));
    }

    /** Deletes the folders above {@code file} that hold nothing; a link to a folder stays. */
    void prune(Path file) {
        Path folder = parent(file);
        while (!isNeededOften(folder) && isDeleted(folder)) {
            folder = parent(folder);
        }
        if (isNeededOften(folder)) {
            emptied.add(folder);
        }
    }

    /** Deletes the folders that were left for the end. */
    @Override
    public void close() {
        for (Path folder : emptied) {
            for (Path at = folder; isDeleted(at); at = parent(at)) {}
        }
    }

    private boolean isDeleted(Path folder) {
        if (folder.equals(root) || !folder.startsWith(root) || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            return Files.deleteIfExists(folder);
        } catch (IOException e) {
            // It holds something, or it stays: an empty folder is harmless, and no reader of the lake sees one.
            return false;
        }
    }

    private static boolean isNeededOften(Path folder) {
        return parent(folder).endsWith(LandingPath.INTERNAL);
    }

    /** What stands in staging need not outlive a power cut: the rename out of it makes a file durable. */
    private static boolean isStaged(Path folder) {
        return parent(folder).endsWith(LandingPath.STAGING);
    }

    private static void make(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path at = folder; at != null && !Files.exists(at); at = at.getParent()) {
            missing.push(at);
        }
        if (missing.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            // Thrown too when the folder that was there has been pruned since.
            if (Files.isRegularFile(Path.of(e.getFile()))) {
                throw new NotDirectoryException(e.getFile());
            }
            throw new NoSuchFileException(e.getFile());
        }
        for (Path made : missing) {
            if (made.endsWith(LandingPath.INTERNAL)) {
                // Manifests say more than the tables' readers need to know; what is renamed out of it is as the umask
                // says.
                PrivateFolder.close(made);
            }
            if (!isStaged(made)) {
                DurableFolder.sync(parent(made));
            }
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }
}
