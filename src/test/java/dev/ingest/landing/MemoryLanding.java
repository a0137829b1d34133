package dev.ingest.landing;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A landing in memory that keeps the contract, and can be told to fail. */
public final class MemoryLanding implements LandingStore {
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> unfinished = new ArrayList<>();
    private long bytesUntilFailure = Long.MAX_VALUE;
    private int open;
    private int mostOpen;

    /** From now on the store fails once {@code bytes} more have been written. */
    public synchronized void failAfter(long bytes) {
        bytesUntilFailure = bytes;
    }

    /** Paths of files that were begun and neither finished nor discarded. */
    public synchronized List<String> unfinished() {
        return List.copyOf(unfinished);
    }

    /** The most files that were being written at the same time. */
    public synchronized int mostOpen() {
        return mostOpen;
    }

    /** All finished files' paths, sorted. */
    public synchronized List<String> paths() {
        return List.copyOf(files.keySet());
    }

    /** The content of a finished file. */
    public byte[] content(String path) {
        return read(path).orElseThrow(() -> failure("read", path, "there is none"));
    }

    /** Puts a file there as it is. */
    public synchronized void put(String path, byte[] content) {
        files.put(path, content.clone());
    }

    /** Copies a finished file to disk, for a reader that wants one. */
    public Path copy(String path, Path target) {
        try {
            Files.createDirectories(target.getParent());
            return Files.write(target, content(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url() {
        return "memory://landing";
    }

    @Override
    public synchronized List<LandingFile> list(String folder) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(folder + "/"))
                .map(file -> new LandingFile(file.getKey(), file.getValue().length, Instant.EPOCH))
                .toList();
    }

    @Override
    public synchronized Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path)).map(byte[]::clone);
    }

    @Override
    public byte[] read(String path, long offset, int length) {
        byte[] whole = content(path);
        if (offset < 0 || offset + length > whole.length) {
            throw failure("read", path, "it has " + whole.length + " bytes");
        }
        return Arrays.copyOfRange(whole, (int) offset, (int) offset + length);
    }

    @Override
    public synchronized LandingOutput create(String path) {
        if (files.containsKey(path) || unfinished.contains(path)) {
            throw failure("create", path, "it exists");
        }
        unfinished.add(path);
        open++;
        mostOpen = Math.max(mostOpen, open);
        return new Output(path);
    }

    @Override
    public synchronized boolean createNew(String path, byte[] content) {
        return files.putIfAbsent(path, content.clone()) == null;
    }

    @Override
    public synchronized boolean rename(String from, String to) {
        if (files.containsKey(to)) {
            return false;
        }
        byte[] content = files.remove(from);
        if (content == null) {
            throw failure("rename", from, "there is none");
        }
        files.put(to, content);
        return true;
    }

    @Override
    public synchronized boolean delete(String path) {
        return files.remove(path) != null;
    }

    @Override
    public void close() {}

    private static IngestException failure(String what, String path, String why) {
        return new IngestException(FailureKind.LAND, "Cannot " + what + " " + path + ": " + why + ". It is a test.");
    }

    private synchronized void count(String path, int bytes) {
        bytesUntilFailure -= bytes;
        if (bytesUntilFailure < 0) {
            throw failure("write", path, "the disk is full");
        }
    }

    private synchronized void end(String path) {
        if (unfinished.remove(path)) {
            open--;
        }
    }

    private final class Output extends LandingOutput {
        private final String path;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Output(String path) {
            this.path = path;
        }

        @Override
        public long position() {
            return bytes.size();
        }

        @Override
        public void write(byte[] source, int from, int length) {
            count(path, length);
            bytes.write(source, from, length);
        }

        @Override
        public void finish() {
            synchronized (MemoryLanding.this) {
                files.put(path, bytes.toByteArray());
            }
            end(path);
        }

        @Override
        public void close() {
            end(path);
        }
    }
}
