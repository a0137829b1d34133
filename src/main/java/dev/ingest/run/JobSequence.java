package dev.ingest.run;

import dev.ingest.config.JobOrder;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The order in which jobs begin.
 *
 * @param order how it is chosen
 * @param took how long jobs took when they last succeeded, by their names; nothing where that does not matter
 */
record JobSequence(JobOrder order, Map<String, Duration> took) {
    JobSequence {
        took = Map.copyOf(took);
    }

    /** The order of {@code limits}; {@code history} is asked only where it matters. */
    static JobSequence of(RunLimits limits, Supplier<Map<String, Duration>> history) {
        return new JobSequence(limits.order(), limits.order() == JobOrder.LONGEST_FIRST ? history.get() : Map.of());
    }

    /** Those {@code jobs} as they begin; of which nothing is known goes first, since it may be the longest. */
    List<Job> of(List<Job> jobs) {
        return order == JobOrder.WORKBOOK
                ? jobs
                : jobs.stream()
                        .sorted(Comparator.comparing((Job job) -> took(job).isPresent())
                                .thenComparing(job -> took(job).orElse(Duration.ZERO), Comparator.reverseOrder()))
                        .toList();
    }

    /** How long {@code job} took when it last succeeded. */
    Optional<Duration> took(Job job) {
        return Optional.ofNullable(took.get(job.name()));
    }
}
