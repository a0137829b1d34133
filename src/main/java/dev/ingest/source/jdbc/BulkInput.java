package dev.ingest.source.jdbc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes what a stream has, as much as fits, and hands it on in the pieces that are asked for. For one thread at a time.
 *
 * <p>A server sends a table in pieces of a few KiB. Whoever waits for each of them is woken for each, half a million times a
 * few gigabytes, and the server does the waking. So after a piece of a table this waits a moment before it asks for more; an
 * answer of less is not waited for.
 */
final class BulkInput extends FilterInputStream {
    private static final int CAPACITY = 128 << 10;
    private static final int PIECE = 8 << 10;
    private static final int PLENTY = CAPACITY / 2;
    private static final long MOMENT_NANOS = 500_000;

    private final byte[] bytes = new byte[CAPACITY];
    private int position;
    private int end;

    BulkInput(InputStream stream) {
        super(stream);
    }

    @Override
    public int read() throws IOException {
        return position < end || fill() ? bytes[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == end && !fill()) {
            return -1;
        }
        int taken = Math.min(length, end - position);
        System.arraycopy(bytes, position, target, from, taken);
        position += taken;
        return taken;
    }

    private boolean fill() throws IOException {
        if (end >= PIECE && end < PLENTY) {
            LockSupport.parkNanos(MOMENT_NANOS);
        }
        int taken = in.read(bytes, 0, CAPACITY);
        position = 0;
        end = Math.max(0, taken);
        return taken > 0;
    }

    @Override
    public int available() throws IOException {
        return end - position + in.available();
    }

    @Override
    public long skip(long count) throws IOException {
        int skipped = (int) Math.min(Math.max(count, 0), end - position);
        position += skipped;
        return skipped > 0 ? skipped : in.skip(count);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
