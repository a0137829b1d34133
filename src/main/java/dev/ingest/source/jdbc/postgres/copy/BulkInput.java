package dev.ingest.source.jdbc.postgres.copy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes what a stream has, as much as fits, and hands it on in the pieces that are asked for. For one thread at a time.
 *
 * <p>A server sends a table in pieces of a few KiB. Whoever waits for each of them is woken for each, half a million times a
 * few gigabytes, and the server does the waking. So, unless its {@link ReadingPace} says that this costs time, it waits a
 * moment after a piece of a table before it asks for more.
 */
final class BulkInput extends FilterInputStream {
    private static final int CAPACITY = 128 << 10;
    /** Less is an answer, or its end. */
    private static final int PIECE = 4 << 10;

    private static final long MOMENT_NANOS = 2_000_000;

    private final byte[] bytes = new byte[CAPACITY];
    private final ReadingPace pace;
    private final Runnable moment;
    private int position;
    private int end;

    BulkInput(InputStream stream) {
        this(stream, new ReadingPace(System::nanoTime), () -> LockSupport.parkNanos(MOMENT_NANOS));
    }

    BulkInput(InputStream stream, ReadingPace pace, Runnable moment) {
        super(stream);
        this.pace = pace;
        this.moment = moment;
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
        if (end >= PIECE && end < CAPACITY && pace.isPatient()) {
            moment.run();
        }
        int taken = in.read(bytes, 0, CAPACITY);
        position = 0;
        end = Math.max(0, taken);
        pace.took(end);
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
