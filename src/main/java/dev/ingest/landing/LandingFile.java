package dev.ingest.landing;

import java.time.Instant;

/**
 * A file that a store lists.
 *
 * @param path from the store's root
 * @param bytes its size
 * @param modified by the store's clock
 */
public record LandingFile(String path, long bytes, Instant modified) {
    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
