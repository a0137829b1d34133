package dev.ingest.job.name;

import java.util.Locale;
import java.util.regex.Pattern;

/** dlt's {@code snake_case} naming convention for one identifier, rule by rule in dlt's order. */
final class SnakeCase {
    private static final Pattern WORD = Pattern.compile("([^_])([A-Z][a-z]+)");
    private static final Pattern CAPITAL = Pattern.compile("([a-z0-9])([A-Z])");

    private SnakeCase() {}

    /** The identifier; {@code name} must hold a character that is no space. */
    static String of(String name) {
        String spaced = spaced(name.strip());
        String lower = spaced.chars().noneMatch(SnakeCase::isCapital)
                ? spaced
                : CAPITAL.matcher(WORD.matcher(spaced).replaceAll("$1_$2"))
                        .replaceAll("$1_$2")
                        .toLowerCase(Locale.ROOT);
        return ended(!lower.isEmpty() && isDigit(lower.charAt(0)) ? "_" + lower : lower);
    }

    /** Letters for some signs, one underscore for others that stand together; underscores that are there stay. */
    private static String spaced(String name) {
        StringBuilder spaced = new StringBuilder(name.length() + 1);
        boolean other = false;
        for (int i = 0; i < name.length(); i++) {
            char c = sign(name.charAt(i));
            boolean word = c == '_' || isDigit(c) || isCapital(c) || isSmall(c);
            if (word || !other) {
                spaced.append(word ? c : '_');
            }
            other = !word;
        }
        return spaced.toString();
    }

    private static char sign(char c) {
        return switch (c) {
            case '+', '*' -> 'x';
            case '-' -> '_';
            case '@' -> 'a';
            case '|' -> 'l';
            default -> c;
        };
    }

    /** An {@code x} for each underscore at the end, one underscore for several elsewhere. */
    private static String ended(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '_') {
            end--;
        }
        StringBuilder ended = new StringBuilder(name.length());
        for (int i = 0; i < end; i++) {
            char c = name.charAt(i);
            if (c != '_' || i == 0 || name.charAt(i - 1) != '_') {
                ended.append(c);
            }
        }
        return ended.append("x".repeat(name.length() - end)).toString();
    }

    private static boolean isCapital(int c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isSmall(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
