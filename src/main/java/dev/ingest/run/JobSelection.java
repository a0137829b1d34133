package dev.ingest.run;

import dev.ingest.job.JobStatus;
import dev.ingest.job.name.NearMatch;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
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

    /**
     * Whether a job of some name is wanted.
     *
     * @param lastOutcomes how each job ended when it last ran; asked only where it matters
     */
    Predicate<String> names(Supplier<Map<String, JobStatus>> lastOutcomes) {
        if (outcome == LastOutcome.ANY) {
            return this::matches;
        }
        Map<String, JobStatus> outcomes = lastOutcomes.get();
        return name -> matches(name) && outcomes.getOrDefault(name, JobStatus.SUCCESS) != JobStatus.SUCCESS;
    }

    /** Whether a pattern wants the job {@code name}; without patterns none asks for it by name. */
    public boolean names(String name) {
        return !patterns.isEmpty() && matches(name);
    }

    /** What is wrong with each pattern that matches none of {@code names}, a sentence with near matches. */
    public List<String> strangers(Collection<String> names) {
        return patterns.stream()
                .filter(pattern -> names.stream().noneMatch(name -> matches(pattern, name)))
                .map(pattern -> "no enabled job is named " + pattern + "." + near(pattern, names))
                .toList();
    }

    private static String near(String pattern, Collection<String> names) {
        String question = NearMatch.question(pattern, names);
        return question.isEmpty() ? NearMatch.list(pattern, names) : question;
    }

    /** Whether a job of that name is wanted; {@code *} stands for any text, {@code ?} for one character. */
    public boolean matches(String name) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        return expression(pattern).matcher(name).matches();
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
