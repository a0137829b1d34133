package dev.ingest.landing.local;

import dev.ingest.failure.HeldFiles;
import dev.ingest.landing.LandingOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A staged file under its own name: nobody takes what stands in staging for data. */
final class LocalOutput extends LandingOutput {
    private final Path file;
    private final FileChannel channel;
    private final Folders folders;
    private final HeldFiles held;
    private long position;
    private boolean finished;
    private boolean closed;

    LocalOutput(Path file, FileChannel channel, Folders folders, HeldFiles held) {
        this.file = file;
        this.channel = channel;
        this.folders = folders;
        this.held = held;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void write(byte[] source, int from, int length) {
        if (finished || closed) {
            throw new IllegalStateException(file + " is finished");
        }
        ByteBuffer bytes = ByteBuffer.wrap(source, from, length);
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw LocalFailure.of("write", file, e);
        }
        position += length;
    }

    @Override
    public void finish() {
        if (closed) {
            throw new IllegalStateException(file + " is closed");
        }
        if (finished) {
            return;
        }
        try {
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw LocalFailure.of("finish", file, e);
        }
        finished = true;
    }

    @Override
    public void close() {
        if (closed || finished) {
            return;
        }
        closed = true;
        try {
            channel.close();
            held.deleteIfExists(file);
        } catch (IOException e) {
            throw LocalFailure.of("discard", file, e);
        } finally {
            folders.prune(file);
        }
    }
}
