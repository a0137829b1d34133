package dev.ingest.engine;

import dev.ingest.data.ColumnBatch;
import dev.ingest.job.Bound;
import dev.ingest.job.JobPlan;
import dev.ingest.job.RowHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows at the lower end of a window that an earlier load landed already. A cursor that is neither a time nor unique
 * is read again from its last value on, since rows of that value may have come later; those that landed are dropped,
 * each once.
 */
final class Boundary {
    private final RowHasher hasher;
    private final Map<RowHash, Integer> landed = new HashMap<>();
    private final List<RowHash> dropped = new ArrayList<>();
    private final String low;

    private Boundary(JobPlan plan, List<RowHash> landed) {
        this.hasher = new RowHasher(plan.schema());
        this.low = plan.window().low().map(Bound::value).orElse("");
        landed.forEach(hash -> this.landed.merge(hash, 1, Integer::sum));
    }

    static Boundary of(JobPlan plan, List<RowHash> landed) {
        return new Boundary(plan, landed);
    }

    /** Removes the rows that landed before from {@code batch}. */
    synchronized void dropLanded(ColumnBatch batch) {
        if (landed.isEmpty()) {
            return;
        }
        List<Integer> drops = new ArrayList<>();
        for (int row = 0; row < batch.rows() && !landed.isEmpty(); row++) {
            if (forget(hasher.hash(batch, row))) {
                drops.add(row);
            }
        }
        if (!drops.isEmpty()) {
            batch.remove(drops);
        }
    }

    long dropped() {
        return dropped.size();
    }

    /**
     * What the next load needs to know of the rows at the new watermark: those that landed now, and, where the watermark
     * did not move, those that had landed before.
     */
    List<RowHash> keep(CursorMaximum maximum, List<RowHash> before) {
        List<RowHash> kept = new ArrayList<>(maximum.rows());
        boolean moved = maximum.text().map(value -> !value.equals(low)).orElse(false);
        if (!moved) {
            kept.addAll(before);
        }
        return kept;
    }

    private boolean forget(RowHash hash) {
        Integer count = landed.get(hash);
        if (count == null) {
            return false;
        }
        if (count == 1) {
            landed.remove(hash);
        } else {
            landed.put(hash, count - 1);
        }
        dropped.add(hash);
        return true;
    }
}
