package dev.ingest.engine.reread;

import dev.ingest.job.RowHashes;
import java.util.Map;
import java.util.TreeMap;

/** Hashes of rows by the band of the cursor that they lie in, so that what lies too far behind is forgotten at once. */
final class HashBands {
    private final TreeMap<Long, RowHashes.Builder> bands = new TreeMap<>();
    private long lastNumber = Long.MIN_VALUE;
    private RowHashes.Builder last = new RowHashes.Builder();
    private int size;

    int size() {
        return size;
    }

    void add(long number, long high, long low) {
        if (number != lastNumber) {
            last = bands.computeIfAbsent(number, fresh -> new RowHashes.Builder());
            lastNumber = number;
        }
        last.add(high, low);
        size++;
    }

    void forgetBelow(long number) {
        Map<Long, RowHashes.Builder> below = bands.headMap(number);
        if (!below.isEmpty()) {
            size -= below.values().stream().mapToInt(RowHashes.Builder::size).sum();
            below.clear();
            lastNumber = Long.MIN_VALUE;
        }
    }

    void forget() {
        bands.clear();
        lastNumber = Long.MIN_VALUE;
        last = new RowHashes.Builder();
        size = 0;
    }

    /** Moves all hashes to {@code target}, a band at a time, so that they never stand in memory twice. */
    void drainTo(RowHashes.Builder target) {
        lastNumber = Long.MIN_VALUE;
        last = new RowHashes.Builder();
        while (!bands.isEmpty()) {
            target.addAll(bands.pollFirstEntry().getValue());
        }
        size = 0;
    }
}
