package dev.ingest.job;

import java.util.Locale;
import java.util.regex.Pattern;

/** dlt's {@code snake_case} naming convention for one identifier, rule by rule in dlt's order. */
final class SnakeCase {
    private static final Pattern OTHER = Pattern.compile("[^a-zA-Z\\d_]+");
    private static final Pattern WORD = Pattern.compile("([^_])([A-Z][a-z]+)");
    private static final Pattern CAPITAL = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern TRAILING = Pattern.compile("_+$");
    private static final Pattern UNDERSCORES = Pattern.compile("__+");

    private SnakeCase() {}

    /** The identifier; {@code name} must hold a character that is no space. */
    static String of(String name) {
        String ascii = name.strip()
                .replace('+', 'x')
                .replace('-', '_')
                .replace('*', 'x')
                .replace('@', 'a')
                .replace('|', 'l');
        String spaced = OTHER.matcher(ascii).replaceAll("_");
        String words = CAPITAL.matcher(WORD.matcher(spaced).replaceAll("$1_$2")).replaceAll("$1_$2");
        String lower = words.toLowerCase(Locale.ROOT);
        String named = !lower.isEmpty() && Character.isDigit(lower.charAt(0)) ? "_" + lower : lower;
        String ended = TRAILING.matcher(named)
                .replaceAll(tail -> "x".repeat(tail.group().length()));
        return UNDERSCORES.matcher(ended).replaceAll("_");
    }
}
