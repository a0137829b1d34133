package dev.ingest.source.jdbc.postgres.copy;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/**
 * The bytes of one {@code COPY … (FORMAT binary)}. Today's servers send a row a message; nothing here relies on it, and many
 * messages are gathered for whoever reads.
 *
 * <p>After {@link #need} the next bytes stand in {@link #bytes()} from {@link #position()} to {@link #end()}.
 */
public final class CopyStream {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int CRITICAL_FLAGS = 0xffff0000;
    private static final int GATHERED = 64 << 10;
    /** Longer than this, nobody waits for more than a few rows. */
    static final long LONG_NANOS = 10_000_000_000L;
    /** Messages between looks at the clock. */
    private static final int LOOK = 16;

    private final Messages messages;
    private final LongSupplier nanoClock;
    private final byte[] gathering = new byte[2 * GATHERED];
    private byte[] bytes = gathering;
    private int position;
    private int end;
    private byte @Nullable [] waiting;
    private boolean ended;

    private CopyStream(Messages messages, LongSupplier nanoClock) {
        this.messages = messages;
        this.nanoClock = nanoClock;
    }

    /** Where the bytes come from: a part of the stream at a time, null after the last. */
    interface Messages {
        byte @Nullable [] next() throws SQLException;
    }

    public static CopyStream of(CopyOut copy) throws SQLException {
        return of(copy::readFromCopy);
    }

    public static CopyStream of(Messages messages) throws SQLException {
        return of(messages, System::nanoTime);
    }

    /** A stream whose header has been read. */
    public static CopyStream of(Messages messages, LongSupplier nanoClock) throws SQLException {
        CopyStream stream = new CopyStream(messages, nanoClock);
        stream.readHeader();
        return stream;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    int end() {
        return end;
    }

    /** Goes on at {@code next}, an index into {@link #bytes()}. */
    void moveTo(int next) {
        position = next;
    }

    void skip(int length) {
        position += length;
    }

    /** Makes {@code length} bytes available; whether the stream holds them. */
    boolean need(int length) throws SQLException {
        while (end - position < length) {
            byte[] next = next();
            if (next == null) {
                return false;
            }
            join(next);
        }
        return true;
    }

    /** Makes a row of {@code fields} fields available; whether the stream holds it. */
    boolean needRow(int fields) throws SQLException {
        int length = Short.BYTES;
        for (int i = 0; i < fields; i++) {
            if (!need(Math.addExact(length, Integer.BYTES))) {
                return false;
            }
            int field = (int) FixedWidth.INT.get(bytes, position + length);
            length = Math.addExact(length + Integer.BYTES, Math.max(0, field));
        }
        return need(length);
    }

    /** The time, for intervals. */
    long nanos() {
        return nanoClock.getAsLong();
    }

    /** Makes many rows available, where rows are small, come fast, and the stream goes on. */
    void gather() throws SQLException {
        long began = nanos();
        for (int count = 1; end - position < GATHERED; count++) {
            byte[] next = next();
            if (next == null) {
                return;
            }
            if (next.length > GATHERED && position < end) {
                waiting = next;
                return;
            }
            join(next);
            if (count % LOOK == 0 && nanos() - began > LONG_NANOS) {
                return;
            }
        }
    }

    /** The next two bytes, which must be available; the position stays. */
    int peekShort() {
        return (short) FixedWidth.SHORT.get(bytes, position);
    }

    private int takeInt() {
        int value = (int) FixedWidth.INT.get(bytes, position);
        position += Integer.BYTES;
        return value;
    }

    private byte @Nullable [] next() throws SQLException {
        byte[] next = waiting;
        waiting = null;
        if (next == null && !ended) {
            next = messages.next();
            ended = next == null;
        }
        return next;
    }

    /** Adds {@code next} to what is at hand. Long messages are taken as they are. */
    private void join(byte[] next) {
        int left = end - position;
        if (left == 0 && next.length > GATHERED) {
            bytes = next;
            position = 0;
            end = next.length;
            return;
        }
        if (bytes.length - end < next.length || bytes != gathering) {
            int needed = Math.addExact(left, next.length);
            byte[] room = needed <= gathering.length ? gathering : new byte[Math.max(needed, left / 2 * 3)];
            System.arraycopy(bytes, position, room, 0, left);
            bytes = room;
            position = 0;
            end = left;
        }
        System.arraycopy(next, 0, bytes, end, next.length);
        end += next.length;
    }

    private void readHeader() throws SQLException {
        if (!need(SIGNATURE.length + 2 * Integer.BYTES)
                || !Arrays.equals(SIGNATURE, 0, SIGNATURE.length, bytes, position, position + SIGNATURE.length)) {
            throw new SQLException("the server's COPY does not begin with the binary signature", "08P01");
        }
        skip(SIGNATURE.length);
        int flags = takeInt();
        int extension = takeInt();
        if ((flags & CRITICAL_FLAGS) != 0 || extension < 0 || !need(extension)) {
            throw new SQLException("the server's COPY has a header of an unknown version", "08P01");
        }
        skip(extension);
    }
}
