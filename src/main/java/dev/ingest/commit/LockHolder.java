package dev.ingest.commit;

import dev.ingest.commit.state.LeaseHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who has the lock of a home, in {@code metadata/run.holder}: on Windows nobody else can read the lock's own file. What a run
 * that died left there is told by its process, which is gone.
 */
public final class LockHolder {
    private static final String FILE = "run.holder";

    private LockHolder() {}

    /** Notes that {@code holder} has the lock; it is told for people's sake alone, and a disk that is full keeps no run. */
    public static void note(Path metadata, LeaseHolder holder) {
        try {
            Files.write(metadata.resolve(FILE), holder.json());
        } catch (IOException e) {
            // Whoever asks is told that there is a run, and not which.
        }
    }

    /** The run that holds the lock, as far as it has told. */
    public static Optional<LeaseHolder> of(Path metadata) {
        try {
            return LeaseHolder.parse(Files.readAllBytes(metadata.resolve(FILE)))
                    .filter(holder -> ProcessHandle.of(holder.process()).isPresent());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
