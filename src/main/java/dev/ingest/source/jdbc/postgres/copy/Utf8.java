package dev.ingest.source.jdbc.postgres.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whether bytes are text in UTF-8. Most texts are ASCII, and those are told eight bytes at a time. */
final class Utf8 {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private Utf8() {}

    static boolean isAscii(byte[] bytes, int from, int end) {
        int at = from;
        long seen = 0;
        for (; at <= end - 4 * Long.BYTES; at += 4 * Long.BYTES) {
            seen = (long) WORD.get(bytes, at)
                    | (long) WORD.get(bytes, at + Long.BYTES)
                    | (long) WORD.get(bytes, at + 2 * Long.BYTES)
                    | (long) WORD.get(bytes, at + 3 * Long.BYTES);
            if ((seen & NOT_ASCII) != 0) {
                return false;
            }
        }
        for (; at < end; at++) {
            seen |= bytes[at];
        }
        return (seen & NOT_ASCII) == 0;
    }

    /** Where the first character begins that is none, or -1: all of it is UTF-8. */
    static int fault(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            if (bytes[at] >= 0) {
                at++;
                continue;
            }
            int length = length(bytes, at, end);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return -1;
    }

    /** The bytes of the character beyond ASCII at {@code at}; 0 for none. As RFC 3629: shortest form, no surrogates. */
    private static int length(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        int left = end - at;
        if (first < 0xe0) {
            return first >= 0xc2 && left >= 2 && follows(bytes[at + 1]) ? 2 : 0;
        }
        if (left < 3 || !follows(bytes[at + 1]) || !follows(bytes[at + 2])) {
            return 0;
        }
        int start = (first << 8) | (bytes[at + 1] & 0xff);
        if (first < 0xf0) {
            boolean surrogate = start >= 0xeda0 && start <= 0xedbf;
            return start >= 0xe0a0 && !surrogate ? 3 : 0;
        }
        return start >= 0xf090 && start <= 0xf48f && left >= 4 && follows(bytes[at + 3]) ? 4 : 0;
    }

    private static boolean follows(byte one) {
        return one < (byte) 0xc0;
    }
}
