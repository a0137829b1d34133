package dev.ingest.commit;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The right to run in a home folder: a lock on {@code metadata/run.lock} that ends with the process. */
public final class HomeLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private HomeLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock of the home whose metadata folder is {@code metadata}.
     *
     * @return empty when another run has it
     * @throws IngestException of kind {@code CONFIG} when the folder cannot be written
     */
    public static Optional<HomeLock> acquire(Path metadata) {
        Path file = metadata.resolve("run.lock");
        try {
            Files.createDirectories(metadata);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return Optional.of(new HomeLock(channel, lock));
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

    /** Lets the next run in. */
    @Override
    public void close() {
        try (channel) {
            lock.release();
        } catch (IOException e) {
            throw new IngestException(FailureKind.CONFIG, "Cannot unlock the home folder: " + e + ".", e);
        }
    }
}
