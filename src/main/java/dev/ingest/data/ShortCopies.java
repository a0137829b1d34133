package dev.ingest.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Copies of a few bytes, as two or four overlapping words: a call of {@code arraycopy} costs more than they do. */
public final class ShortCopies {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORD_BYTES = Long.BYTES;

    private ShortCopies() {}

    /** As {@link System#arraycopy}, for any length, from one array to another. */
    public static void copy(byte[] source, int from, byte[] target, int at, int length) {
        if (length > 4 * WORD_BYTES) {
            System.arraycopy(source, from, target, at, length);
        } else if (length >= WORD_BYTES) {
            if (length > 2 * WORD_BYTES) {
                word(source, from + WORD_BYTES, target, at + WORD_BYTES);
                word(source, from + length - 2 * WORD_BYTES, target, at + length - 2 * WORD_BYTES);
            }
            word(source, from, target, at);
            word(source, from + length - WORD_BYTES, target, at + length - WORD_BYTES);
        } else {
            for (int i = 0; i < length; i++) {
                target[at + i] = source[from + i];
            }
        }
    }

    private static void word(byte[] source, int from, byte[] target, int at) {
        WORD.set(target, at, (long) WORD.get(source, from));
    }
}
