package dev.ingest.run.tidy;

import dev.ingest.commit.state.LeaseHolder;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a dataset holds.
 *
 * @param days of its tables, by table and day
 * @param staged files that are no part of the lake, a holding a load
 * @param writer the run that writes into it now
 * @param memory what it remembers of loads, schemas and states
 * @param snapshots the days of {@code days} that are snapshots: each holds a whole table as it was
 */
public record DatasetHoldings(
        String dataset,
        List<TableDay> days,
        List<Holding> staged,
        Optional<LeaseHolder> writer,
        List<Holding> memory,
        List<TableDay> snapshots) {
    public DatasetHoldings {
        days = List.copyOf(days);
        staged = List.copyOf(staged);
        memory = List.copyOf(memory);
        snapshots = List.copyOf(snapshots);
    }

    /** {@code process 42 on db01}: the run that writes into it now. */
    public Optional<String> atWorkNow() {
        return writer.map(run -> "process " + run.process() + " on " + run.host());
    }

    /** Whether nothing lies there. */
    boolean isEmpty() {
        return days.isEmpty() && staged.isEmpty() && memory.isEmpty();
    }

    /** What the run that writes now may be at work on. */
    public List<Holding> atWork() {
        return staged.stream().filter(this::isAtWork).toList();
    }

    /** What loads that died have left, as far as a run that writes now has not taken it away yet. */
    public List<Holding> leftBehind() {
        return staged.stream().filter(load -> !isAtWork(load)).toList();
    }

    private boolean isAtWork(Holding load) {
        return writer.isPresent()
                && load.newest()
                        .filter(newest -> !newest.isBefore(writer.get().since()))
                        .isPresent();
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
