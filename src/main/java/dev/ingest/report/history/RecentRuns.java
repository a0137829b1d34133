package dev.ingest.report.history;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest runs of one job, as they come together. */
final class RecentRuns {
    private static final Comparator<JobRun> NEWEST =
            (one, other) -> other.ended().compareTo(one.ended());
    private static final Comparator<Load> NEWEST_LOAD = (one, other) -> NEWEST.compare(one.run(), other.run());
    /** How many are held before the oldest go. */
    private static final int HELD = 2 * History.RUNS_KEPT;

    private final List<JobRun> audited = new ArrayList<>();
    private final List<Load> loads = new ArrayList<>();

    void add(JobRun run) {
        audited.add(run);
        trim(audited, NEWEST);
    }

    void add(Load load) {
        loads.add(load);
        trim(loads, NEWEST_LOAD);
    }

    private static <T> void trim(List<T> held, Comparator<T> newest) {
        if (held.size() > HELD) {
            held.sort(newest.reversed());
            held.subList(0, held.size() - History.RUNS_KEPT).clear();
        }
    }

    Optional<Load> newestLoad() {
        return loads.stream().min(NEWEST_LOAD);
    }

    /** Those of the audit, each with what its load landed, and loads that another machine's audit tells of. */
    List<JobRun> runs() {
        Map<End, Load> unknown = new HashMap<>();
        loads.forEach(load -> unknown.put(End.of(load.run()), load));
        List<JobRun> runs = new ArrayList<>();
        for (JobRun run : audited) {
            Load load = unknown.remove(End.of(run));
            runs.add(load == null ? run : run.with(load.landed()));
        }
        unknown.values().forEach(load -> runs.add(load.run().with(load.landed())));
        // Of those that ended in one second, the one that came last is the newest.
        Collections.reverse(runs);
        return runs.stream().sorted(NEWEST).limit(History.RUNS_KEPT).toList();
    }

    /** What tells a job's runs apart: it never ends twice in a second with a load. */
    private record End(LocalDateTime at, boolean succeeded, long rows) {
        static End of(JobRun run) {
            return new End(run.ended(), run.succeeded(), run.rows());
        }

        // Those that a record has are put together when they are first called, which costs a report more than all its
        // hashing.

        @Override
        public boolean equals(Object other) {
            return other instanceof End end && at.equals(end.at) && succeeded == end.succeeded && rows == end.rows;
        }

        @Override
        public int hashCode() {
            return at.hashCode() + Long.hashCode(rows);
        }
    }
}
