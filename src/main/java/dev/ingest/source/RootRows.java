package dev.ingest.source;

import java.util.Arrays;
import java.util.BitSet;

/** Which row of the own batch handed over last each row of a nested batch belongs to. */
public final class RootRows {
    /** Of a batch without rows of that kind. */
    public static final RootRows NONE = new RootRows(new int[0]);

    private final int[] roots;

    private RootRows(int[] roots) {
        this.roots = roots;
    }

    /** The first {@code count} of {@code roots}. */
    public static RootRows of(int[] roots, int count) {
        return new RootRows(Arrays.copyOf(roots, count));
    }

    /** The positions of the nested rows whose root is one of {@code own}. */
    public BitSet below(BitSet own) {
        BitSet below = new BitSet();
        for (int row = 0; row < roots.length; row++) {
            if (own.get(roots[row])) {
                below.set(row);
            }
        }
        return below;
    }

    /** What is left once the rows {@code own} and those below them are removed. */
    public RootRows without(BitSet own) {
        int[] left = new int[roots.length];
        int count = 0;
        for (int root : roots) {
            if (!own.get(root)) {
                left[count++] = root - own.get(0, root).cardinality();
            }
        }
        return of(left, count);
    }
}
