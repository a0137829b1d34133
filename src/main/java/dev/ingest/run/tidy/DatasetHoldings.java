package dev.ingest.run.tidy;

import java.time.LocalDate;
import java.util.List;

/**
 * What a dataset holds.
 *
 * @param days of its tables, by table and day
 * @param staged files that are no part of the lake, a holding a load
 * @param memory what it remembers of loads, schemas and states
 * @param snapshots the days of {@code days} that are snapshots: each holds a whole table as it was
 */
public record DatasetHoldings(
        String dataset, List<TableDay> days, List<Holding> staged, List<Holding> memory, List<TableDay> snapshots) {
    public DatasetHoldings {
        days = List.copyOf(days);
        staged = List.copyOf(staged);
        memory = List.copyOf(memory);
        snapshots = List.copyOf(snapshots);
    }

    /** The snapshots of days before {@code first}, but for the newest of each table. */
    public List<TableDay> snapshotsBefore(LocalDate first) {
        return snapshots.stream()
                .filter(old -> old.day().isBefore(first)
                        && snapshots.stream()
                                .anyMatch(other -> other.table().equals(old.table())
                                        && other.day().isAfter(old.day())))
                .toList();
    }
}
