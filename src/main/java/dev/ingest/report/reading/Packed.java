package dev.ingest.report.reading;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Numbers in as few bytes as they need, and texts behind their length; {@link Unpacked} reads them back. */
final class Packed {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Packed() {}

    /** What was packed before. */
    Packed(byte[] content) {
        out.writeBytes(content);
    }

    /** A number that is not below 0. */
    Packed number(long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    Packed text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    Packed bytes(byte[] content) {
        number(content.length);
        out.writeBytes(content);
        return this;
    }

    Unpacked unpacked() {
        return new Unpacked(bytes());
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
