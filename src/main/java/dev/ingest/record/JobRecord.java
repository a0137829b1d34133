package dev.ingest.record;

import dev.ingest.job.JobPlan;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.event.LandedLoad;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a job.
 *
 * @param started when it began
 * @param plan what it last wanted to read; absent when it came to no plan
 * @param loads its loads that count, in their order
 * @param outcome how it ended
 */
public record JobRecord(Instant started, Optional<JobPlan> plan, List<LandedLoad> loads, JobOutcome outcome) {
    public JobRecord {
        loads = List.copyOf(loads);
    }

    /** The size of all that landed. */
    public long bytes() {
        return loads.stream().mapToLong(LandedLoad::bytes).sum();
    }

    /** How many files landed. */
    public int files() {
        return loads.stream().mapToInt(load -> load.committed().files()).sum();
    }

    /** When it ended. */
    public Instant ended() {
        return started.plus(outcome.duration());
    }
}
