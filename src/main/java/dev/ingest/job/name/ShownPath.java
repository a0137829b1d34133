package dev.ingest.job.name;

import java.nio.file.Path;

/** A path as messages show it, the same on every system. */
public final class ShownPath {
    private ShownPath() {}

    /** The path with {@code /} between its parts. */
    public static String of(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
