package dev.ingest.config;

import dev.ingest.config.notice.LogFormat;
import dev.ingest.job.name.NearMatch;
import dev.ingest.secret.Secret;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Turns the text of a value into what it means; each throws {@code IllegalArgumentException} with the reason. */
final class SettingParsers {
    private SettingParsers() {}

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "is not a time zone, as UTC or Europe/Oslo."
                            + NearMatch.question(text, ZoneId.getAvailableZoneIds()),
                    unknown);
        }
    }

    static Duration duration(String text) {
        return DurationText.parse(text);
    }

    static Duration positiveDuration(String text) {
        Duration duration = DurationText.parse(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("is no time at all");
        }
        return duration;
    }

    static Function<String, Integer> whole(int least, int most) {
        return text -> {
            String digits = text.replace("_", "");
            if (!digits.matches("\\d{1,10}") || Long.parseLong(digits) < least || Long.parseLong(digits) > most) {
                throw new IllegalArgumentException("is not a whole number from " + least + " to " + most);
            }
            return Integer.parseInt(digits);
        };
    }

    static <E extends Enum<E>> Function<String, E> choice(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is not known" + near(type, text)));
    }

    /** Python's names are understood too, as dlt's users write them. */
    static LogLevel logLevel(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "WARN" -> LogLevel.WARNING;
            case "CRITICAL", "FATAL" -> LogLevel.ERROR;
            case "TRACE" -> LogLevel.DEBUG;
            default -> choice(LogLevel.class).apply(text);
        };
    }

    /** dlt's users write a pattern of Python's there. */
    static LogFormat logFormat(String text) {
        return text.contains("{") ? LogFormat.TEXT : choice(LogFormat.class).apply(text);
    }

    static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "on" -> true;
            case "false", "no", "0", "off" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false");
        };
    }

    static Optional<BigDecimal> factor(String text) {
        if (!text.matches("\\d{1,6}(\\.\\d{1,6})?") || new BigDecimal(text).compareTo(BigDecimal.ONE) <= 0) {
            throw new IllegalArgumentException("is not a number above 1, as 3 or 1.5");
        }
        return Optional.of(new BigDecimal(text));
    }

    /** The collector passes over files of other names. */
    static Optional<String> prometheusFile(String text) {
        if (!text.endsWith(".prom")) {
            throw new IllegalArgumentException("does not end with .prom, as the collector wants it");
        }
        return Optional.of(text);
    }

    /** dlt reads a state file's name as three parts divided by {@code __}. */
    static Optional<String> pipelineName(String text) {
        if (text.contains("__") || text.contains("/") || text.contains("\\")) {
            throw new IllegalArgumentException("holds '__' or a slash, which no pipeline name may");
        }
        return Optional.of(text);
    }

    static Optional<Secret> secret(String text) {
        return Optional.of(new Secret(text));
    }

    private static <E extends Enum<E>> String near(Class<E> type, String text) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        return NearMatch.of(text, names)
                .map(name -> ", did you mean '" + name + "'?")
                .orElse("");
    }
}
