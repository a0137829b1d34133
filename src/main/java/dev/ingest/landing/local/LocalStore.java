package dev.ingest.landing.local;

import dev.ingest.failure.HeldFiles;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingOutput;
import dev.ingest.landing.LandingPath;
import dev.ingest.landing.LandingStore;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files below a folder; what is whole and durable here survives a power cut. */
public final class LocalStore implements LandingStore {
    private final LocalPaths paths;
    private final Folders folders;
    private final ExclusiveRename placing;
    private final HeldFiles held;

    LocalStore(Path root, ExclusiveRename placing, HeldFiles held) {
        this.paths = new LocalPaths(root);
        this.folders = new Folders(paths.root());
        this.placing = placing;
        this.held = held;
    }

    /**
     * The store below {@code bucketUrl}, which need not exist yet.
     *
     * @param bucketUrl {@code file:///data/lake}, {@code /data/lake}, {@code C:\lake}, or a folder below {@code home}
     */
    public static LocalStore open(String bucketUrl, Path home) {
        HeldFiles held = HeldFiles.here();
        return new LocalStore(LocalUrl.folder(bucketUrl, home), new LinkRename(held), held);
    }

    /** What {@link #url} of the store of {@code bucketUrl} says; opens nothing. */
    public static String url(String bucketUrl, Path home) {
        return LocalUrl.of(LocalUrl.folder(bucketUrl, home).normalize());
    }

    @Override
    public String url() {
        return LocalUrl.of(paths.root());
    }

    @Override
    public List<LandingFile> list(String folder) {
        Path start = paths.file(folder);
        return attempt("list", start, () -> held.insist(() -> LocalListing.of(paths.root(), start)));
    }

    @Override
    public Optional<byte[]> read(String path) {
        Path file = paths.file(path);
        return attempt("read", file, () -> {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            try {
                return Optional.of(held.insist(() -> Files.readAllBytes(file)));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public byte[] read(String path, long offset, int length) {
        Path file = paths.file(path);
        return attempt("read", file, () -> {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            try (FileChannel channel = held.insist(() -> FileChannel.open(file, StandardOpenOption.READ))) {
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, offset + bytes.position()) < 0) {
                        throw new EOFException("it holds " + channel.size() + " bytes, not " + (offset + length));
                    }
                }
            }
            return bytes.array();
        });
    }

    @Override
    public LandingOutput create(String path) {
        Path file = paths.file(path);
        return attempt("create", file, () -> new LocalOutput(file, openNew(file), folders, held));
    }

    @Override
    public boolean createNew(String path, byte[] content) {
        Path file = paths.file(path);
        return attempt("create", file, () -> {
            if (Files.exists(file)) {
                return false;
            }
            Path part = paths.file(LandingPath.aside(path));
            try {
                writeWhole(part, content);
                return placing.place(part, file, folders);
            } finally {
                discard(part);
                folders.prune(part);
                folders.prune(file);
            }
        });
    }

    @Override
    public boolean rename(String from, String to) {
        Path source = paths.file(from);
        Path target = paths.file(to);
        return attempt("move " + source + " to", target, () -> {
            if (Files.exists(target)) {
                return false;
            }
            if (!Files.isRegularFile(source)) {
                throw new NoSuchFileException(source.toString());
            }
            if (!placing.place(source, target, folders)) {
                return false;
            }
            discard(source);
            folders.prune(source);
            return true;
        });
    }

    @Override
    public boolean delete(String path) {
        return delete(path, held);
    }

    /** Files that others hold share the time that one of them is waited for. */
    @Override
    public Map<String, IngestException> deleteAll(List<String> paths) {
        HeldFiles together = held.together();
        Map<String, IngestException> left = new LinkedHashMap<>();
        for (String path : paths) {
            try {
                delete(path, together);
            } catch (IngestException e) {
                left.put(path, e);
            }
        }
        return left;
    }

    private boolean delete(String path, HeldFiles patient) {
        Path file = paths.file(path);
        return attempt("delete", file, () -> {
            if (Files.isDirectory(file) || !patient.deleteIfExists(file)) {
                return false;
            }
            folders.prune(file);
            return true;
        });
    }

    @Override
    public void close() {
        folders.close();
    }

    /** A name that has done its work; where it cannot be deleted, it is one that nobody reads, and a recovery sweeps it. */
    private void discard(Path file) {
        try {
            held.deleteIfExists(file);
        } catch (IOException e) {
            return;
        }
    }

    private FileChannel openNew(Path file) throws IOException {
        return held.insist(() -> folders.within(
                file, () -> FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
    }

    private void writeWhole(Path part, byte[] content) throws IOException {
        try (FileChannel channel = openNew(part)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static <T> T attempt(String verb, Path path, Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (FileAlreadyExistsException e) {
            throw LocalFailure.exists(verb, path, e);
        } catch (IOException e) {
            throw LocalFailure.of(verb, path, e);
        }
    }

    @FunctionalInterface
    interface Attempt<T> {
        T run() throws IOException;
    }
}
