package dev.ingest.run;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which jobs a run takes: those whose name matches one of the patterns, or all when there is none. */
public record JobSelection(List<String> patterns) {
    public JobSelection {
        patterns = List.copyOf(patterns);
    }

    /** The jobs that match, in their order. */
    List<Job> of(List<Job> jobs) {
        return jobs.stream().filter(job -> matches(job.name())).toList();
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
