package dev.ingest.job;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Hashes of rows, as many times each as there are such rows, in ascending order: 16 bytes a hash, big-endian, and nothing
 * beside them, since there may be millions.
 */
public final class RowHashes {
    /** The most that a load keeps. */
    public static final int MOST = 5_000_000;

    public static final int WIDTH = 16;
    public static final RowHashes NONE = new RowHashes(new byte[0]);

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] hashes;

    private RowHashes(byte[] hashes) {
        this.hashes = hashes;
    }

    /**
     * The hashes that stand in {@code content} in any order; the array is the new object's from here on.
     *
     * @throws IllegalArgumentException when its length is no multiple of 16
     */
    public static RowHashes of(byte[] content) {
        if (content.length % WIDTH != 0) {
            throw new IllegalArgumentException(content.length + " bytes are no row hashes");
        }
        RowHashes hashes = new RowHashes(content);
        hashes.sort(0, hashes.size() - 1);
        return hashes;
    }

    /** A few hashes. */
    public static RowHashes of(List<RowHash> few) {
        byte[] content = new byte[few.size() * WIDTH];
        for (int i = 0; i < few.size(); i++) {
            LONG.set(content, i * WIDTH, few.get(i).high());
            LONG.set(content, i * WIDTH + Long.BYTES, few.get(i).low());
        }
        return of(content);
    }

    public int size() {
        return hashes.length / WIDTH;
    }

    public boolean isEmpty() {
        return hashes.length == 0;
    }

    public long high(int index) {
        return (long) LONG.get(hashes, index * WIDTH);
    }

    public long low(int index) {
        return (long) LONG.get(hashes, index * WIDTH + Long.BYTES);
    }

    /** The index of the first hash that is not below the one given; {@link #size()} when all are. */
    public int firstNotBelow(long high, long low) {
        int from = 0;
        int to = size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (compare(middle, high, low) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** 16 bytes a hash, big-endian. Read only. */
    public byte[] bytes() {
        return hashes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowHashes rows && Arrays.equals(hashes, rows.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return size() + " row hashes";
    }

    private int compare(int index, long high, long low) {
        int order = Long.compareUnsigned(high(index), high);
        return order != 0 ? order : Long.compareUnsigned(low(index), low);
    }

    /** Quicksort in three parts, in place: rows that are the same have the same hash. */
    private void sort(int first, int last) {
        int from = first;
        int to = last;
        while (from < to) {
            int middle = (from + to) >>> 1;
            long high = high(middle);
            long low = low(middle);
            int below = from;
            int above = to;
            int at = from;
            while (at <= above) {
                int order = compare(at, high, low);
                if (order < 0) {
                    swap(at++, below++);
                } else if (order > 0) {
                    swap(at, above--);
                } else {
                    at++;
                }
            }
            if (below - from < to - above) {
                sort(from, below - 1);
                from = above + 1;
            } else {
                sort(above + 1, to);
                to = below - 1;
            }
        }
    }

    private void swap(int left, int right) {
        if (left != right) {
            long high = high(left);
            long low = low(left);
            LONG.set(hashes, left * WIDTH, high(right));
            LONG.set(hashes, left * WIDTH + Long.BYTES, low(right));
            LONG.set(hashes, right * WIDTH, high);
            LONG.set(hashes, right * WIDTH + Long.BYTES, low);
        }
    }
}
