package dev.ingest.source.rest.record;

import java.util.SplittableRandom;

/** Ids of rows as dlt draws them: 80 random bits as 14 characters of base64. */
final class RowIds {
    static final int LENGTH = 14;
    private static final byte[] ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int BITS = 6;

    private final SplittableRandom random;

    RowIds(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Writes the next id into {@code id}. */
    void next(byte[] id) {
        long high = random.nextLong();
        long low = random.nextLong();
        for (int i = 0; i < LENGTH; i++) {
            long source = i < LENGTH / 2 ? high : low;
            id[i] = ALPHABET[(int) (source >>> (BITS * (i % (LENGTH / 2)))) & 63];
        }
    }
}
