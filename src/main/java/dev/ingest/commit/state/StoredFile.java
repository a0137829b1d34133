package dev.ingest.commit.state;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A file of state or schema.
 *
 * @param path from the store's root
 * @param name what its name says
 * @param bytes its size
 */
record StoredFile(String path, MetadataName name, long bytes) {

    static Optional<StoredFile> of(String path, long bytes) {
        return MetadataName.parse(path.substring(path.lastIndexOf('/') + 1))
                .map(name -> new StoredFile(path, name, bytes));
    }

    String owner() {
        return name.owner();
    }

    BigDecimal seconds() {
        return name.seconds();
    }
}
