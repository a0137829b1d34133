package dev.ingest.landing.adls;

import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingOutput;
import dev.ingest.landing.LandingPath;
import dev.ingest.landing.LandingStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container of an Azure storage account, with or without a hierarchical namespace.
 *
 * <p>A file is open for readers at 0 bytes from its creation on, so everything that must appear whole is written aside
 * and renamed, which the service does exclusively.
 */
public final class AdlsStore implements LandingStore {
    private static final Logger LOG = LoggerFactory.getLogger(AdlsStore.class);
    /** A folder may be taken away by others between its making and the rename into it. */
    private static final int ATTEMPTS = 3;

    private static final int BUFFER = 8192;
    /** Of a request, before the log speaks of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AdlsLocation location;
    private final AdlsFailure failures;
    private final FileSystem files;
    private final WaitNotice waits;
    private final Set<String> folders = ConcurrentHashMap.newKeySet();

    private AdlsStore(AdlsLocation location, AdlsFailure failures, FileSystem files) {
        this.location = location;
        this.failures = failures;
        this.files = files;
        this.waits = new WaitNotice(location.authority(), PATIENCE, LOG::warn);
    }

    /**
     * Connects.
     *
     * @throws IngestException of kind CONNECT when the account is unknown, refuses the login or has no such container
     */
    public static AdlsStore open(AdlsLocation location, AdlsIdentity identity) {
        return open(location, identity, Map.of());
    }

    /** With ABFS settings that go before ours. */
    static AdlsStore open(AdlsLocation location, AdlsIdentity identity, Map<String, String> more) {
        AdlsFailure failures = new AdlsFailure(location, identity);
        try {
            return new AdlsStore(location, failures, AbfsClient.open(location, identity, more));
        } catch (IngestException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw AdlsFailure.isAbsent(e)
                    ? failures.noContainer("connect to", e)
                    : failures.explain("connect to", "", e);
        }
    }

    @Override
    public String url() {
        return location.url();
    }

    @Override
    public List<LandingFile> list(String folder) {
        int root = absolute("x").length() - 1;
        return attempt("list", folder, () -> repeated(() -> new AdlsListing(files, root).below(resolve(folder))));
    }

    @Override
    public Optional<byte[]> read(String path) {
        return attempt("read", path, () -> {
            try (FSDataInputStream stream = open(path)) {
                return Optional.of(stream.readAllBytes());
            } catch (IOException e) {
                if (AdlsFailure.isAbsent(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public byte[] read(String path, long offset, int length) {
        return attempt("read", path, () -> {
            byte[] bytes = new byte[length];
            try (FSDataInputStream stream = open(path)) {
                stream.readFully(offset, bytes);
            }
            return bytes;
        });
    }

    @Override
    public LandingOutput create(String path) {
        return attempt("create", path, () -> {
            if (status(path).isPresent()) {
                throw new FileAlreadyExistsException(path);
            }
            return new AdlsOutput(this, path, begin(path));
        });
    }

    @Override
    public boolean createNew(String path, byte[] content) {
        return attempt("create", path, () -> {
            if (status(path).isPresent()) {
                return false;
            }
            String part = LandingPath.aside(path);
            try {
                try (FSDataOutputStream stream = begin(part)) {
                    stream.write(content);
                }
                boolean moved = move(part, path);
                if (!moved) {
                    files.delete(resolve(part), false);
                }
                return moved;
            } catch (IOException | RuntimeException e) {
                deleteAfter(part, e);
                throw e;
            }
        });
    }

    @Override
    public boolean rename(String from, String to) {
        return attempt("move " + from + " to", to, () -> status(to).isEmpty() && move(from, to));
    }

    @Override
    public boolean delete(String path) {
        return attempt("delete", path, () -> {
            if (status(path).filter(FileStatus::isFile).isEmpty()) {
                return false;
            }
            // Its own answer says no more: a repeated request whose first answer was lost finds nothing.
            repeated(() -> files.delete(resolve(path), false));
            return true;
        });
    }

    @Override
    public void close() {
        try (waits) {
            files.close();
        } catch (IOException e) {
            throw failures.explain("close", "", e);
        }
    }

    /** Does a part of an upload; ABFS's exception is explained. */
    void upload(String verb, String path, Upload part) {
        attempt(verb, path, () -> {
            part.run();
            return true;
        });
    }

    /**
     * ABFS's rename says false for many reasons: the target is there, or its folder is not, or the source is not; the last
     * also when a first attempt succeeded and its answer was lost.
     */
    private boolean move(String from, String to) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            makeFolder(LandingPath.folder(to));
            if (renamed(from, to)) {
                return true;
            }
            boolean landed = status(to).isPresent();
            boolean left = status(from).isPresent();
            if (landed) {
                return !left;
            }
            if (!left) {
                throw new FileNotFoundException(from);
            }
            folders.clear();
        }
        throw new IOException("the service refuses to rename " + from + " and names no reason");
    }

    private boolean renamed(String from, String to) throws IOException {
        try {
            return repeated(() -> files.rename(resolve(from), resolve(to)));
        } catch (IOException e) {
            if (AdlsFailure.isPresent(e)) {
                return false;
            }
            throw e;
        }
    }

    private void makeFolder(String folder) throws IOException {
        if (!folder.isEmpty() && !folders.contains(folder)) {
            repeated(() -> files.mkdirs(resolve(folder)));
            folders.add(folder);
        }
    }

    /** Overwrites: a repeated request whose first answer was lost would find the file that it made. */
    private FSDataOutputStream begin(String path) throws IOException {
        return repeated(() -> files.create(resolve(path), true, BUFFER, (short) 1, AbfsSettings.BLOCK));
    }

    private FSDataInputStream open(String path) throws IOException {
        return repeated(() -> files.open(resolve(path)));
    }

    private Optional<FileStatus> status(String path) throws IOException {
        try {
            return Optional.of(repeated(() -> files.getFileStatus(resolve(path))));
        } catch (IOException e) {
            if (AdlsFailure.isAbsent(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void deleteAfter(String part, Exception failure) {
        try {
            files.delete(resolve(part), false);
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** ABFS takes no name that ends with a dot; Hadoop, on Windows, takes a backslash for a slash. */
    private Path resolve(String path) {
        String absolute = absolute(LandingPath.checked(path));
        Path resolved = new Path(absolute);
        if ((path + "/").contains("./") || !resolved.toUri().getPath().equals(absolute)) {
            throw failures.unnameable(path);
        }
        return resolved;
    }

    private String absolute(String path) {
        return "/" + location.blob(path);
    }

    /** ABFS repeats a request that was not answered, but not one whose listing broke off; the Blob client lists often. */
    private static <T> T repeated(WaitNotice.Request<T> operation) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return operation.run();
            } catch (IOException e) {
                if (attempt == ATTEMPTS || !AdlsFailure.isBrokenListing(e)) {
                    throw e;
                }
            }
        }
    }

    private <T> T attempt(String verb, String path, WaitNotice.Request<T> request) {
        try {
            return waits.during(verb + " " + path, request);
        } catch (IOException e) {
            throw failures.explain(verb, path, e);
        }
    }

    @FunctionalInterface
    interface Upload {
        void run() throws IOException;
    }
}
