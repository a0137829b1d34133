package dev.ingest.report.reading;

import dev.ingest.failure.HeldFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A local file that is there whole, as it was or as it is to be. */
public final class WholeFile {
    private WholeFile() {}

    /** Puts {@code content} in the place of what {@code file} held; its folder is made where there is none. */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling("");
        Files.createDirectories(folder);
        Path next = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
        try {
            Files.write(next, content);
            HeldFiles.here().replace(next, file);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
