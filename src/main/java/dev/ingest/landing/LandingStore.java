package dev.ingest.landing;

import dev.ingest.failure.IngestException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tree of files under one root: a folder or a container with a prefix.
 *
 * <p>Paths are relative to the root, parts divided by {@code /}, never empty, never {@code .} or {@code ..}. Folders
 * exist while they hold a file; nobody makes or deletes one. Every failure is an {@code IngestException} of kind {@code
 * LAND} (or {@code CONNECT}) that names the path. Safe for use by several threads.
 */
public interface LandingStore extends AutoCloseable {

    /** The root as people write it: {@code az://raw-data}, {@code file:///data/lake}. Holds no secret. */
    String url();

    /** Every file below {@code folder}, at any depth, each once, in no order; none when there is no such folder. */
    List<LandingFile> list(String folder);

    /** The whole of a small file; empty when there is none. */
    Optional<byte[]> read(String path);

    /** {@code length} bytes from {@code offset} of a file that has them. */
    byte[] read(String path, long offset, int length);

    /** Begins a file in a staging folder. Fails when it exists. */
    LandingOutput create(String path);

    /**
     * Makes a small file appear whole, or not at all: of several that try the same path at once, one succeeds. Durable
     * when it returns.
     *
     * @return false when the path exists
     */
    boolean createNew(String path, byte[] content);

    /**
     * Moves a finished file, whole and at once; never replaces one. Durable when it returns.
     *
     * @return false when {@code to} exists; the file then stays at {@code from}
     */
    boolean rename(String from, String to);

    /**
     * Deletes a file.
     *
     * @return false when there is none
     */
    boolean delete(String path);

    /**
     * Deletes files, all that can be; those that are not there are no failure.
     *
     * @return why which of them are still there, in the order of {@code paths}
     */
    default Map<String, IngestException> deleteAll(List<String> paths) {
        Map<String, IngestException> left = new LinkedHashMap<>();
        for (String path : paths) {
            try {
                delete(path);
            } catch (IngestException e) {
                left.put(path, e);
            }
        }
        return left;
    }

    @Override
    void close();
}
