package dev.ingest.source.rest.body;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A body in a file that goes with its channel. */
final class FiledBody implements Body {
    private static final int STRETCH = 64 * 1024;

    private final FileChannel file;
    private final long size;

    FiledBody(FileChannel file, long size) {
        this.file = file;
        this.size = size;
    }

    @Override
    public InputStream open() {
        return new BufferedInputStream(new Stretch(), STRETCH);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads by position, so that several may read at once. */
    private final class Stretch extends InputStream {
        private long at;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = file.read(ByteBuffer.wrap(into, offset, length), at);
            at += Math.max(count, 0);
            return count;
        }
    }
}
