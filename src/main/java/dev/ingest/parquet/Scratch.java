package dev.ingest.parquet;

import java.util.Arrays;

/** Working memory that the columns of a file share, one page at a time. */
final class Scratch {
    private final PageBuffer page = new PageBuffer();
    private int[] ids = {};
    private int[] offsets = {};
    private long[] longs = {};
    private long[] used = {};
    private byte[] bytes = {};

    PageBuffer page() {
        return page;
    }

    /** Room for {@code count} dictionary ids, a multiple of 32. */
    int[] ids(int count) {
        if (ids.length < count) {
            ids = new int[(count + 31) & ~31];
        }
        return ids;
    }

    int[] offsets(int count) {
        if (offsets.length < count) {
            offsets = new int[count];
        }
        return offsets;
    }

    long[] longs(int count) {
        if (longs.length < count) {
            longs = new long[count];
        }
        return longs;
    }

    /** A cleared bit for each of {@code count} dictionary entries. */
    long[] used(int count) {
        int words = (count + 63) >>> 6;
        if (used.length < words) {
            used = new long[words];
        } else {
            Arrays.fill(used, 0, words, 0L);
        }
        return used;
    }

    byte[] bytes(int count) {
        if (bytes.length < count) {
            bytes = new byte[count];
        }
        return bytes;
    }
}
