package dev.ingest.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as users write them: {@code 90s}, {@code 30m}, {@code 2h}, {@code 3d}, {@code 1h30m}. */
public final class DurationText {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})\\s*(ms|[smhdw])\\s*");

    private DurationText() {}

    /**
     * Parses {@code text}; a plain number is refused, as nobody can tell its unit.
     *
     * @throws IllegalArgumentException with the reason, when it is no length of time
     */
    public static Duration parse(String text) {
        String written = text.strip().toLowerCase(Locale.ROOT);
        Matcher part = PART.matcher(written);
        Duration sum = Duration.ZERO;
        int at = 0;
        while (part.lookingAt()) {
            sum = sum.plus(of(Long.parseLong(part.group(1)), part.group(2)));
            at = part.end();
            part.region(at, written.length());
        }
        if (written.isEmpty() || at < written.length()) {
            throw new IllegalArgumentException("is not a length of time, as 90s, 30m, 2h or 3d");
        }
        return sum;
    }

    /** The shortest text that {@link #parse} turns into {@code duration}. */
    public static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 3_600 != 0) {
            return seconds / 60 + "m";
        }
        return seconds % 86_400 != 0 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
    }

    private static Duration of(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "w" -> Duration.ofDays(Math.multiplyExact(number, 7));
            default -> Duration.ofDays(number);
        };
    }
}
