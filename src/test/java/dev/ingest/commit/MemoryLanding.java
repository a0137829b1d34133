package dev.ingest.commit;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingOutput;
import dev.ingest.landing.LandingStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A lake in memory that keeps the contract to the letter. */
public final class MemoryLanding implements LandingStore {
    private final TreeMap<String, Content> files = new TreeMap<>();
    private final Clock clock;

    public MemoryLanding(Clock clock) {
        this.clock = clock;
    }

    private static final class Content {
        private final byte[] bytes;
        private final Instant modified;

        Content(byte[] bytes, Instant modified) {
            this.bytes = bytes;
            this.modified = modified;
        }
    }

    public synchronized Set<String> paths() {
        return new TreeSet<>(files.keySet());
    }

    public void put(String path, String text) {
        createNew(path, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String url() {
        return "memory://lake";
    }

    @Override
    public synchronized List<LandingFile> list(String folder) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(folder + "/"))
                .map(file -> new LandingFile(file.getKey(), file.getValue().bytes.length, file.getValue().modified))
                .toList();
    }

    @Override
    public synchronized Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path)).map(content -> content.bytes.clone());
    }

    @Override
    public byte[] read(String path, long offset, int length) {
        return Arrays.copyOfRange(read(path).orElseThrow(), (int) offset, (int) offset + length);
    }

    @Override
    public LandingOutput create(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return new LandingOutput() {
            @Override
            public long position() {
                return bytes.size();
            }

            @Override
            public void finish() {
                createNew(path, bytes.toByteArray());
            }

            @Override
            public void write(byte[] source, int from, int length) {
                bytes.write(source, from, length);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public synchronized boolean createNew(String path, byte[] content) {
        return files.putIfAbsent(path, new Content(content.clone(), clock.instant())) == null;
    }

    @Override
    public synchronized boolean rename(String from, String to) {
        if (files.containsKey(to)) {
            return false;
        }
        Content moved = files.remove(from);
        if (moved == null) {
            throw new IngestException(FailureKind.LAND, "Cannot rename " + from + ": there is no such file.");
        }
        files.put(to, moved);
        return true;
    }

    @Override
    public synchronized boolean delete(String path) {
        return files.remove(path) != null;
    }

    @Override
    public void close() {}
}
