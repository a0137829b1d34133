package dev.ingest.source.jdbc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/**
 * The bytes of one {@code COPY … (FORMAT binary)}. Today's servers send a row a message; nothing here relies on it.
 *
 * <p>After {@link #need} the next bytes stand in {@link #bytes()} from {@link #position()} on.
 */
final class CopyStream {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int CRITICAL_FLAGS = 0xffff0000;

    private final Messages messages;
    private byte[] bytes = new byte[0];
    private int position;
    private boolean ended;

    private CopyStream(Messages messages) {
        this.messages = messages;
    }

    /** Where the bytes come from: a part of the stream at a time, null after the last. */
    interface Messages {
        byte @Nullable [] next() throws SQLException;
    }

    static CopyStream of(CopyOut copy) throws SQLException {
        return of(copy::readFromCopy);
    }

    /** A stream whose header has been read. */
    static CopyStream of(Messages messages) throws SQLException {
        CopyStream stream = new CopyStream(messages);
        stream.readHeader();
        return stream;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    /** Goes on at {@code next}, an index into {@link #bytes()}. */
    void moveTo(int next) {
        position = next;
    }

    /** Makes the field at the position available, its length included; whether the stream holds it. */
    boolean needField() throws SQLException {
        if (!need(Integer.BYTES)) {
            return false;
        }
        int length = (int) INT.get(bytes, position);
        return length < 0 || need(Integer.BYTES + length);
    }

    void skip(int length) {
        position += length;
    }

    /** Bytes at hand beyond the position. */
    int available() {
        return bytes.length - position;
    }

    /** Makes {@code length} bytes available; whether the stream holds them. */
    boolean need(int length) throws SQLException {
        while (bytes.length - position < length) {
            byte[] next = ended ? null : messages.next();
            if (next == null) {
                ended = true;
                return false;
            }
            join(next);
        }
        return true;
    }

    /** The next two bytes, which must be available; the position stays. */
    int peekShort() {
        return (short) SHORT.get(bytes, position);
    }

    private int takeInt() {
        int value = (int) INT.get(bytes, position);
        position += Integer.BYTES;
        return value;
    }

    private void join(byte[] next) {
        int left = bytes.length - position;
        if (left == 0) {
            bytes = next;
        } else {
            byte[] joined = Arrays.copyOf(Arrays.copyOfRange(bytes, position, bytes.length), left + next.length);
            System.arraycopy(next, 0, joined, left, next.length);
            bytes = joined;
        }
        position = 0;
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
