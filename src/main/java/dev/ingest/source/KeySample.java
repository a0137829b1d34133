package dev.ingest.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The keys of some rows of a table, taken at random.
 *
 * @param keys ascending, without null
 * @param nulls sampled rows whose key is null
 */
public record KeySample(List<Count> keys, long nulls) {
    /** Of a table that was not asked: nothing to cut along. */
    public static final KeySample NONE = new KeySample(List.of(), 0);

    public KeySample {
        keys = List.copyOf(keys);
    }

    /** A key, in the source's own text, and how many of the sampled rows hold it. */
    public record Count(String key, long rows) {}

    /** All sampled rows. */
    public long rows() {
        return nulls + keyed();
    }

    private long keyed() {
        return keys.stream().mapToLong(Count::rows).sum();
    }

    /**
     * Keys that begin a part, ascending, so that at most {@code parts} parts hold about as many rows each. A key that many
     * rows share is a part of its own, and the others are even among themselves.
     *
     * @param usable whether a part may begin at a key
     */
    public List<String> cuts(int parts, Predicate<String> usable) {
        List<String> cuts = new ArrayList<>();
        long left = keyed();
        long part = 0;
        for (Count count : keys) {
            int open = parts - cuts.size();
            // Rows of the open part and of those to come, shared out anew at every cut.
            boolean full = part > 0 && open > 1 && (part + count.rows() / 2.0) * open > part + left;
            if (full && usable.test(count.key())) {
                cuts.add(count.key());
                part = 0;
            }
            part += count.rows();
            left -= count.rows();
        }
        return cuts;
    }
}
