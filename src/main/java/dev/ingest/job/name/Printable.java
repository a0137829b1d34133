package dev.ingest.job.name;

import java.util.Locale;

/** Text on one line: what would break it, move the cursor or turn the direction of writing is shown by its code. */
public final class Printable {
    private Printable() {}

    /** {@code text} with a line break as {@code \n}, other control characters as {@code \u001b}; else as it is. */
    public static String of(String text) {
        int at = 0;
        while (at < text.length() && !isControl(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        text.chars().forEach(c -> line.append(isControl(c) ? code(c) : String.valueOf((char) c)));
        return line.toString();
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }

    private static String code(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(Locale.ROOT, "\\u%04x", c);
        };
    }
}
