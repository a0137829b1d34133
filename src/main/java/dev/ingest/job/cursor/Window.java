package dev.ingest.job.cursor;

import java.util.Optional;

/**
 * The part of a table that an incremental load reads, fixed before its first row.
 *
 * @param low absent: from the start
 * @param high absent: not known without connecting
 */
public record Window(Optional<Bound> low, Optional<Bound> high) {
    public static final Window ALL = new Window(Optional.empty(), Optional.empty());

    /** As people read it: {@code updated_at > 2025-01-03 00:00:00 AND updated_at < 2026-01-29 14:30:00}. */
    public String describe(String column) {
        String lower = low.map(
                        bound -> column + (bound.edge() == Bound.Edge.INCLUSIVE ? " >= " : " > ") + bound.value())
                .orElse("");
        String upper = high.map(
                        bound -> column + (bound.edge() == Bound.Edge.INCLUSIVE ? " <= " : " < ") + bound.value())
                .orElse("");
        if (lower.isEmpty() && upper.isEmpty()) {
            return "all rows";
        }
        return lower.isEmpty() ? upper : upper.isEmpty() ? lower : lower + " AND " + upper;
    }
}
