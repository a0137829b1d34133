package dev.ingest.record;

import dev.ingest.failure.DurableFolder;
import dev.ingest.failure.HeldFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that readers see as it was or as it is, never half written. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Puts {@code text} in the place of what {@code file} held; its folder is made where there is none.
     *
     * @throws IOException when it cannot be written; the file is as it was then
     */
    public static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling("");
        Files.createDirectories(folder);
        Path next = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        HeldFiles.here().replace(next, file);
        DurableFolder.sync(folder);
    }
}
