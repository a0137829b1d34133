package dev.ingest.source.rest.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Takes a body in as it comes: into memory, and from a size on into a temporary file that nobody else can read. Closed before
 * it is finished, it leaves nothing behind.
 */
public final class Spool implements AutoCloseable {
    private static final int FIRST = 16 * 1024;

    private final int most;
    private final long bound;
    private byte[] memory = new byte[FIRST];
    private long size;
    private Optional<FileChannel> file = Optional.empty();
    private boolean finished;

    /**
     * Begins with nothing.
     *
     * @param most bytes in memory
     * @param bound bytes that a body may have
     */
    public Spool(int most, long bound) {
        this.most = most;
        this.bound = bound;
    }

    /** More than the bound was offered. */
    public static final class Overflow extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Takes in what is left of {@code bytes}. */
    public void write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        if (size + count > bound) {
            throw new Overflow();
        }
        if (file.isEmpty() && size + count > most) {
            FileChannel opened = temporary();
            file = Optional.of(opened);
            writeAll(opened, ByteBuffer.wrap(memory, 0, (int) size));
            memory = new byte[0];
        }
        if (file.isPresent()) {
            writeAll(file.get(), bytes);
        } else {
            hold(bytes, count);
        }
        size += count;
    }

    /** What was written, from now on its owner's to close. */
    public Body finish() {
        finished = true;
        return file.<Body>map(opened -> new FiledBody(opened, size)).orElseGet(() -> new HeldBody(memory, (int) size));
    }

    @Override
    public void close() throws IOException {
        if (!finished && file.isPresent()) {
            file.get().close();
        }
    }

    private void hold(ByteBuffer bytes, int count) {
        int end = (int) size + count;
        if (end > memory.length) {
            memory = Arrays.copyOf(memory, Math.max(end, Math.min(2 * memory.length, most)));
        }
        bytes.get(memory, (int) size, count);
    }

    private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** Its name goes at once where the system allows that, and with the channel where it does not. */
    private static FileChannel temporary() throws IOException {
        Path path = Files.createTempFile("ingest-", ".body");
        FileChannel opened = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            Files.deleteIfExists(path);
        } catch (IOException heldByWindows) {
            return opened;
        }
        return opened;
    }
}
