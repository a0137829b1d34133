package dev.ingest.run;

import dev.ingest.job.JobStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Which jobs a run takes.
 *
 * @param patterns only those whose name matches one of them; none: all
 * @param outcome only those that ended so when they last ran
 */
public record JobSelection(List<String> patterns, LastOutcome outcome) {
    public static final JobSelection ALL = new JobSelection(List.of(), LastOutcome.ANY);

    public JobSelection {
        patterns = List.copyOf(patterns);
    }

    /** How a job ended when it last ran. */
    public enum LastOutcome {
        /** Whether it ran or not. */
        ANY,
        /** It ran, and did not succeed. */
        UNSUCCESSFUL
    }

    /** The jobs whose name matches, in their order. */
    List<Job> named(List<Job> jobs) {
        return jobs.stream().filter(job -> matches(job.name())).toList();
    }

    /**
     * The jobs that are wanted, in their order.
     *
     * @param lastOutcomes how each job ended when it last ran; asked only where it matters
     */
    List<Job> of(List<Job> jobs, Supplier<Map<String, JobStatus>> lastOutcomes) {
        List<Job> matching = named(jobs);
        if (outcome == LastOutcome.ANY) {
            return matching;
        }
        Map<String, JobStatus> outcomes = lastOutcomes.get();
        return matching.stream()
                .filter(job -> outcomes.getOrDefault(job.name(), JobStatus.SUCCESS) != JobStatus.SUCCESS)
                .toList();
    }

    /** Whether a job of that name is wanted; {@code *} stands for any text, {@code ?} for one character. */
    boolean matches(String name) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(pattern -> expression(pattern).matcher(name).matches());
    }

    private static Pattern expression(String pattern) {
        StringBuilder expression = new StringBuilder();
        for (char c : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
            expression.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(expression.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
