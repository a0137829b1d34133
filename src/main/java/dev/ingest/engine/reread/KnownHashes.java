package dev.ingest.engine.reread;

import dev.ingest.job.RowHashes;
import java.util.function.IntPredicate;

/** The hashes of rows that landed before, to be taken out one by one; whoever takes one leaves a mark above 0 on it. */
final class KnownHashes {
    private final RowHashes hashes;
    private final byte[] marks;
    private int taken;

    KnownHashes(RowHashes hashes) {
        this.hashes = hashes;
        this.marks = new byte[hashes.size()];
    }

    /** Whether all have been taken, or there were none. */
    boolean isEmpty() {
        return taken == marks.length;
    }

    int taken() {
        return taken;
    }

    /** Takes one row of that hash out; false when there is none left. */
    boolean take(long high, long low, byte mark) {
        int first = hashes.firstNotBelow(high, low);
        if (first == marks.length || hashes.high(first) != high || hashes.low(first) != low) {
            return false;
        }
        int free = firstFree(first, end(high, low));
        if (free < 0) {
            return false;
        }
        marks[free] = mark;
        taken++;
        return true;
    }

    /** How many hashes have a mark, or none, that is wanted. */
    int count(IntPredicate wanted) {
        int count = 0;
        for (byte mark : marks) {
            count += wanted.test(mark) ? 1 : 0;
        }
        return count;
    }

    /** Copies the hashes whose mark is wanted. */
    void copyTo(RowHashes.Builder target, IntPredicate wanted) {
        for (int i = 0; i < marks.length; i++) {
            if (wanted.test(marks[i])) {
                target.add(hashes.high(i), hashes.low(i));
            }
        }
    }

    /** Those taken stand before those left, so that many rows of one hash cost no more than one. */
    private int firstFree(int first, int end) {
        int from = first;
        int to = end;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (marks[middle] > 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == end ? -1 : from;
    }

    private int end(long high, long low) {
        boolean last = high == -1 && low == -1;
        return last ? marks.length : hashes.firstNotBelow(low == -1 ? high + 1 : high, low + 1);
    }
}
