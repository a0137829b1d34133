package dev.ingest.report.history;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The last night: how each job ended last that ran within a day of the newest run.
 *
 * @param ended when the last of them ended; absent when nothing ever ran
 * @param succeeded jobs whose load counts
 * @param failed jobs that failed or were interrupted
 * @param absent enabled jobs that did not run
 * @param refused the newest run, when it was refused as a whole
 */
public record Night(
        Optional<LocalDateTime> ended,
        List<JobHistory> succeeded,
        List<JobHistory> failed,
        List<String> absent,
        Optional<JobRun> refused) {
    private static final Duration LENGTH = Duration.ofDays(1);

    /** How good it was. */
    public enum Verdict {
        /** Nothing ever ran. */
        NONE,
        GOOD,
        /** Nothing failed, but not all ran. */
        PARTIAL,
        BAD
    }

    public Night {
        succeeded = List.copyOf(succeeded);
        failed = List.copyOf(failed);
        absent = List.copyOf(absent);
    }

    /**
     * The last night of {@code history}.
     *
     * @param enabled the jobs that should run
     */
    public static Night of(History history, List<String> enabled) {
        Optional<LocalDateTime> end =
                history.jobs().stream().map(job -> job.last().ended()).max(Comparator.naturalOrder());
        LocalDateTime start = end.orElse(LocalDateTime.MIN.plus(LENGTH)).minus(LENGTH);
        List<JobHistory> ran = history.jobs().stream()
                .filter(job -> job.last().ended().isAfter(start))
                .toList();
        Set<String> names = ran.stream().map(JobHistory::job).collect(Collectors.toSet());
        return new Night(
                end,
                ran.stream().filter(job -> job.last().succeeded()).toList(),
                ran.stream().filter(job -> !job.last().succeeded()).toList(),
                enabled.stream().filter(job -> !names.contains(job)).toList(),
                history.refused().stream()
                        .findFirst()
                        .filter(run -> end.isEmpty() || !run.ended().isBefore(end.get())));
    }

    /** What it comes to. */
    public Verdict verdict() {
        if (refused.isPresent() || !failed.isEmpty()) {
            return Verdict.BAD;
        }
        if (ended.isEmpty()) {
            return Verdict.NONE;
        }
        return absent.isEmpty() ? Verdict.GOOD : Verdict.PARTIAL;
    }

    /** Those that ran. */
    public Stream<JobRun> runs() {
        return Stream.concat(succeeded.stream(), failed.stream()).map(JobHistory::last);
    }

    /** Rows that landed. */
    public long rows() {
        return runs().mapToLong(JobRun::rows).sum();
    }

    /** Bytes that landed, as far as manifests are known. */
    public long bytes() {
        return runs().flatMap(run -> run.landed().stream())
                .mapToLong(Landed::bytes)
                .sum();
    }

    /** Files that landed, as far as manifests are known. */
    public long files() {
        return runs().flatMap(run -> run.landed().stream())
                .mapToLong(Landed::files)
                .sum();
    }

    /** How long the jobs took, one after the other. */
    public Duration took() {
        return runs().map(JobRun::took).reduce(Duration.ZERO, Duration::plus);
    }
}
