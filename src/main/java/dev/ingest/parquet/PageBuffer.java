package dev.ingest.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** The bytes of one page in the making; grows as needed and serves page after page. */
final class PageBuffer {
    static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int BYTES_AT_FIRST = 16 * 1024;
    private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

    private byte[] bytes = new byte[BYTES_AT_FIRST];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** The bytes; replaced when the buffer grows, so ask after each {@link #reserve}. */
    byte[] array() {
        return bytes;
    }

    /** Makes room for {@code length} more bytes, counts them as written and returns where they begin. */
    int reserve(int length) {
        long needed = (long) size + length;
        if (needed > bytes.length) {
            if (needed > MAX_BYTES) {
                throw new OutOfMemoryError("a page would take more than 2 GiB");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, bytes.length * 2L)));
        }
        int at = size;
        size += length;
        return at;
    }

    void writeByte(int value) {
        int at = reserve(1);
        bytes[at] = (byte) value;
    }

    void write(byte[] source, int from, int length) {
        int at = reserve(length);
        System.arraycopy(source, from, bytes, at, length);
    }

    /** An unsigned LEB128 number, as the headers of runs are written. */
    void writeVarInt(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            writeByte((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        writeByte(rest);
    }

    void setInt(int at, int value) {
        INT.set(bytes, at, value);
    }

    /** All that was written, without a copy: valid until the next {@link #clear}. */
    BytesInput content() {
        return BytesInput.from(bytes, 0, size);
    }
}
