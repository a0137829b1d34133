package dev.ingest.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** A reused buffer of little-endian values; what {@link #input()} shows is overwritten by the next page. */
final class GrowingBytes {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int size;

    GrowingBytes(int capacity) {
        this.bytes = new byte[capacity];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** Room for {@code length} more bytes; the array to write them into, from {@link #size()} on. */
    byte[] room(int length) {
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, length), bytes.length + (bytes.length >> 1)));
        }
        return bytes;
    }

    /** Counts {@code length} bytes that were written into the room. */
    void written(int length) {
        size += length;
    }

    void int8(int value) {
        room(1)[size] = (byte) value;
        size++;
    }

    void int32(int value) {
        INTS.set(room(Integer.BYTES), size, value);
        size += Integer.BYTES;
    }

    void int32At(int position, int value) {
        INTS.set(bytes, position, value);
    }

    /** Unsigned LEB128. */
    void varint(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            int8((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        int8(rest);
    }

    void copy(byte[] source, int from, int length) {
        System.arraycopy(source, from, room(length), size, length);
        size += length;
    }

    byte[] array() {
        return bytes;
    }

    BytesInput input() {
        return BytesInput.from(bytes, 0, size);
    }
}
