package dev.ingest.commit;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.HeldFiles;
import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The right to run in a home folder: a lock on {@code metadata/run.lock} that ends with the process. The file holds the
 * runs that took the lock and may have left a lease, so whoever has the lock knows that those are dead.
 */
public final class HomeLock implements AutoCloseable {
    private static final int REMEMBERED = 100;

    private final FileChannel channel;
    private final FileLock lock;
    private final List<String> died;
    private List<String> left;

    private HomeLock(FileChannel channel, FileLock lock, List<String> died, List<String> left) {
        this.channel = channel;
        this.lock = lock;
        this.died = died;
        this.left = left;
    }

    /**
     * Takes the lock of the home whose metadata folder is {@code metadata}.
     *
     * @param run a text without line breaks that no other run has
     * @return empty when another run has it
     * @throws IngestException of kind {@code CONFIG} when the folder cannot be written
     */
    public static Optional<HomeLock> acquire(Path metadata, String run) {
        return acquire(metadata, Optional.of(run), HeldFiles.here());
    }

    /**
     * Takes the same lock for something shorter than a run, which takes no lease: the runs that died stay noted.
     *
     * @return empty when a run has it
     * @throws IngestException of kind {@code CONFIG} when the folder cannot be written
     */
    public static Optional<HomeLock> acquire(Path metadata) {
        return acquire(metadata, Optional.empty(), HeldFiles.here());
    }

    static Optional<HomeLock> acquire(Path metadata, Optional<String> run, HeldFiles held) {
        Path file = metadata.resolve("run.lock");
        try {
            Files.createDirectories(metadata);
            FileChannel channel = held.insist(() -> FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    List<String> died = read(channel);
                    List<String> noted =
                            Stream.concat(died.stream(), run.stream()).toList();
                    write(channel, noted);
                    return Optional.of(new HomeLock(channel, lock, died, noted));
                }
            } catch (OverlappingFileLockException e) {
                channel.close();
                return Optional.empty();
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot lock " + file + ": " + e + ". Check that the folder can be written.",
                    e);
        }
    }

    /** This run has given all its leases back and found none of the dead: nobody needs to know of them. */
    public void forget() {
        left = List.of();
    }

    /** The runs of this home that have ended since one last ended in order. */
    public Set<String> died() {
        return Set.copyOf(died);
    }

    /** Lets the next run in; unless it was told to {@link #forget}, that one knows of this. */
    @Override
    public void close() {
        try (channel) {
            write(channel, left);
            lock.release();
        } catch (IOException e) {
            throw new IngestException(FailureKind.CONFIG, "Cannot unlock the home folder: " + e + ".", e);
        }
    }

    private static List<String> read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size(), 1 << 16));
        channel.position(0);
        while (content.hasRemaining() && channel.read(content) >= 0) {}
        List<String> runs = StandardCharsets.UTF_8
                .decode(content.flip())
                .toString()
                .lines()
                .filter(run -> !run.isBlank())
                .toList();
        return runs.subList(Math.max(0, runs.size() - REMEMBERED), runs.size());
    }

    private static void write(FileChannel channel, List<String> runs) throws IOException {
        ByteBuffer content = StandardCharsets.UTF_8.encode(runs.isEmpty() ? "" : String.join("\n", runs) + "\n");
        channel.position(0);
        while (content.hasRemaining()) {
            channel.write(content);
        }
        // At last: on a full disk what stood there stays.
        channel.truncate(content.limit());
        channel.force(true);
    }
}
