package dev.ingest.commit.state;

import dev.ingest.job.RowHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Row hashes as a file: 16 bytes each, big-endian, in no order. */
public final class HashFile {
    private static final int WIDTH = 16;

    private HashFile() {}

    public static byte[] write(List<RowHash> hashes) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(hashes.size(), WIDTH));
        hashes.forEach(hash -> bytes.putLong(hash.high()).putLong(hash.low()));
        return bytes.array();
    }

    /** The hashes in a file; empty when it was cut short. */
    static Optional<List<RowHash>> read(byte[] file) {
        if (file.length % WIDTH != 0) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(file);
        List<RowHash> hashes = new ArrayList<>(file.length / WIDTH);
        while (bytes.hasRemaining()) {
            hashes.add(new RowHash(bytes.getLong(), bytes.getLong()));
        }
        return Optional.of(hashes);
    }
}
