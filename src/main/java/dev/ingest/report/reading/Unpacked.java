package dev.ingest.report.reading;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link Packed} wrote. */
final class Unpacked {
    private final byte[] content;
    private int at;

    Unpacked(byte[] content) {
        this.content = content;
    }

    boolean hasMore() {
        return at < content.length;
    }

    long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = content[at++];
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }

    /** Passes over a text. */
    void skip() {
        int length = count();
        at += length;
    }

    int count() {
        return Math.toIntExact(number());
    }

    String text() {
        int length = count();
        at += length;
        return new String(content, at - length, length, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        int length = count();
        at += length;
        return Arrays.copyOfRange(content, at - length, at);
    }
}
