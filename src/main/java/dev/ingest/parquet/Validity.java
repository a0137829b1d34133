package dev.ingest.parquet;

/** Reads a vector's validity bits at any row, 64 rows a word, row 0 in the lowest bit. */
final class Validity {
    private Validity() {}

    /** Values, not nulls, in rows {@code [from, to)}. */
    static int count(long[] words, int from, int to) {
        int count = 0;
        for (int row = from; row < to; row += 64) {
            count += Long.bitCount(word(words, row, Math.min(64, to - row)));
        }
        return count;
    }

    /** The bits of {@code length} rows (1–64) from {@code row} on, the first in the lowest bit, the rest clear. */
    static long word(long[] words, int row, int length) {
        int index = row >>> 6;
        int shift = row & 63;
        long word = words[index] >>> shift;
        if (shift != 0 && index + 1 < words.length) {
            word |= words[index + 1] << (64 - shift);
        }
        return length == 64 ? word : word & ((1L << length) - 1);
    }
}
