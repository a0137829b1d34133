package dev.ingest.source.rest.body;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Stands for bytes: the same for the same ones, another for others. */
public record Fingerprint(long high, long low) {
    private static final int STRETCH = 16 * 1024;

    /** Of the next {@code length} bytes, or as many as there are. */
    public static Fingerprint of(InputStream bytes, long length) throws IOException {
        MessageDigest digest = digest();
        byte[] stretch = new byte[STRETCH];
        long left = length;
        while (left > 0) {
            int count = bytes.read(stretch, 0, (int) Math.min(stretch.length, left));
            if (count < 0) {
                break;
            }
            digest.update(stretch, 0, count);
            left -= count;
        }
        ByteBuffer sum = ByteBuffer.wrap(digest.digest());
        return new Fingerprint(sum.getLong(), sum.getLong());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
