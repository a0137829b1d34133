package dev.ingest.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Hashes and compares stretches of byte arrays, eight bytes at a time. */
final class ByteStrings {
    static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private ByteStrings() {}

    static int hash(byte[] bytes, int start, int end) {
        int length = end - start;
        long hash = mix(prefix(bytes, start, end) + length);
        if (length > 8) {
            for (int at = start + 8; at < end - 8; at += 8) {
                hash = mix(hash ^ (long) PageBuffer.LONG.get(bytes, at));
            }
            hash = mix(hash ^ (long) PageBuffer.LONG.get(bytes, end - 8));
        }
        return (int) (hash ^ (hash >>> 32));
    }

    private static long mix(long value) {
        long mixed = value * MULTIPLIER;
        return mixed ^ (mixed >>> 29);
    }

    /** The first eight bytes as an unsigned big-endian number, zeros where the value is shorter: ordered as the bytes are. */
    static long prefix(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length >= 8) {
            return (long) BIG.get(bytes, start);
        }
        if (start + 8 <= bytes.length) {
            return length == 0 ? 0 : (long) BIG.get(bytes, start) & (-1L << (8 * (8 - length)));
        }
        long prefix = 0;
        for (int i = 0; i < length; i++) {
            prefix |= (bytes[start + i] & 0xFFL) << (56 - 8 * i);
        }
        return prefix;
    }

    /** Whether two stretches hold the same; a loop of words, for the short values that dictionaries hold. */
    static boolean equal(byte[] left, int leftStart, int leftEnd, byte[] right, int rightStart, int rightEnd) {
        int length = leftEnd - leftStart;
        if (length != rightEnd - rightStart) {
            return false;
        }
        if (length < 8) {
            return prefix(left, leftStart, leftEnd) == prefix(right, rightStart, rightEnd);
        }
        for (int i = 0; i < length - 8; i += 8) {
            if ((long) PageBuffer.LONG.get(left, leftStart + i) != (long) PageBuffer.LONG.get(right, rightStart + i)) {
                return false;
            }
        }
        return (long) PageBuffer.LONG.get(left, leftEnd - 8) == (long) PageBuffer.LONG.get(right, rightEnd - 8);
    }

    /** Compares as unsigned bytes. */
    static int compare(byte[] left, int leftStart, int leftEnd, byte[] right, int rightStart, int rightEnd) {
        return Arrays.compareUnsigned(left, leftStart, leftEnd, right, rightStart, rightEnd);
    }
}
