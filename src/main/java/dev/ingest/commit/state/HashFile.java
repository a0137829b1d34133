package dev.ingest.commit.state;

import dev.ingest.job.RowHashes;
import java.util.Optional;

/** Row hashes as a file: 16 bytes each, big-endian, in no order. */
public final class HashFile {
    private HashFile() {}

    public static byte[] write(RowHashes hashes) {
        return hashes.bytes();
    }

    /** The hashes in a file; empty when it was cut short. */
    static Optional<RowHashes> read(byte[] file) {
        return file.length % RowHashes.WIDTH == 0 ? Optional.of(RowHashes.of(file)) : Optional.empty();
    }
}
