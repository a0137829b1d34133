package dev.ingest.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text (UTF-8) and binary values, end to end in one arena; row {@code i} is {@code arena[offset(i) .. offset(i + 1))}. */
public final class BytesVector extends Vector {
    private static final int BYTES_A_ROW_AT_FIRST = 16;
    /** The longest array that every JVM allocates. */
    private static final int MAX_ARENA = Integer.MAX_VALUE - 16;

    private final int[] offsets;
    private byte[] arena;

    public BytesVector(int capacity) {
        super(capacity);
        this.offsets = new int[capacity + 1];
        this.arena = new byte[Math.max(64, capacity * BYTES_A_ROW_AT_FIRST)];
    }

    /** Appends a copy of {@code length} bytes. */
    public void append(byte[] source, int from, int length) {
        int row = size();
        int at = offsets[row];
        ensure(at, length);
        ShortCopies.copy(source, from, arena, at, length);
        nextPresent();
        offsets[row + 1] = at + length;
    }

    /** Appends a text; for the few values that are made here and not read. */
    public void append(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        append(utf8, 0, utf8.length);
    }

    @Override
    public void appendNull() {
        int row = size();
        offsets[row + 1] = offsets[row];
        super.appendNull();
    }

    /** Where the next value begins in the arena. */
    public int end() {
        return offsets[size()];
    }

    public int offset(int row) {
        return offsets[row];
    }

    public int length(int row) {
        return offsets[row + 1] - offsets[row];
    }

    /** {@code size() + 1} offsets into the arena. Read only. */
    public int[] offsets() {
        return offsets;
    }

    /** The bytes of all values; replaced when it grows, so ask again after an append. Read only. */
    public byte[] arena() {
        return arena;
    }

    /** The value as text; for messages and the few values that are needed one by one. */
    public String text(int row) {
        return new String(arena, offsets[row], length(row), StandardCharsets.UTF_8);
    }

    @Override
    public long bytes() {
        return (long) end() + 4L * size();
    }

    @Override
    public void appendFrom(Vector other, int row) {
        if (other.isNull(row)) {
            appendNull();
        } else {
            BytesVector bytes = (BytesVector) other;
            append(bytes.arena, bytes.offsets[row], bytes.length(row));
        }
    }

    private void ensure(int at, int length) {
        long needed = (long) at + length;
        if (needed > arena.length) {
            if (needed > MAX_ARENA) {
                throw new OutOfMemoryError("a column of one batch would take more than 2 GiB");
            }
            arena = Arrays.copyOf(arena, (int) Math.min(MAX_ARENA, Math.max(needed, arena.length * 2L)));
        }
    }
}
