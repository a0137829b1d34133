package dev.ingest.commit.watermark;

import dev.ingest.failure.DurableFolder;
import dev.ingest.failure.HeldFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A small local file that is there whole or not at all, whatever happens to the machine. */
final class DurableFile {
    /** What a file is called until it is whole; a crash may leave one. */
    static final String UNFINISHED = ".tmp";

    private DurableFile() {}

    static void write(HeldFiles held, Path folder, String name, byte[] content) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name);
        Path temporary = folder.resolve(name + UNFINISHED);
        try {
            writeThrough(held, temporary, content);
        } catch (IOException e) {
            deleteAfter(temporary, e);
            throw e;
        }
        held.replace(temporary, file);
        DurableFolder.sync(folder);
    }

    private static void writeThrough(HeldFiles held, Path temporary, byte[] content) throws IOException {
        try (FileChannel channel = held.insist(() -> FileChannel.open(
                temporary,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void deleteAfter(Path temporary, IOException failure) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
