package dev.ingest.job.name;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as users write it: parts divided by dots, a part in double quotes taken as it stands ({@code "Order Details"},
 * {@code ""} for a quote within).
 *
 * @param parts one to three names, outermost first, unquoted
 * @param quoted for each part, whether it was written in quotes: an unquoted one follows the database's folding rule
 */
public record TableName(List<String> parts, List<Boolean> quoted) {
    public TableName {
        parts = List.copyOf(parts);
        quoted = List.copyOf(quoted);
    }

    /** A name of parts that are exact. */
    public static TableName exact(String... parts) {
        return new TableName(
                List.of(parts), List.of(parts).stream().map(part -> true).toList());
    }

    /**
     * Parses {@code text}.
     *
     * @throws IllegalArgumentException with the reason, when it is no table name
     */
    public static TableName parse(String text) {
        List<String> parts = new ArrayList<>();
        List<Boolean> quoted = new ArrayList<>();
        String rest = text.strip();
        int at = 0;
        while (true) {
            StringBuilder part = new StringBuilder();
            boolean quotes = at < rest.length() && rest.charAt(at) == '"';
            at = quotes ? readQuoted(rest, at + 1, part) : readPlain(rest, at, part);
            if (part.isEmpty()) {
                throw new IllegalArgumentException("a part of the name is empty");
            }
            parts.add(part.toString());
            quoted.add(quotes);
            if (at == rest.length()) {
                break;
            }
            if (rest.charAt(at) != '.') {
                throw new IllegalArgumentException("'" + rest.charAt(at) + "' follows a quoted part");
            }
            at++;
        }
        if (parts.size() > 3) {
            throw new IllegalArgumentException("it has " + parts.size() + " parts, three are the most");
        }
        return new TableName(parts, quoted);
    }

    /** The innermost part. */
    public String table() {
        return parts.get(parts.size() - 1);
    }

    /** The parts joined by dots, without quotes: what naming turns into the folder. */
    public String joined() {
        return String.join(".", parts);
    }

    /** As it may be written in the workbook. */
    @Override
    public String toString() {
        return parts.stream()
                .map(part -> part.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c))
                        ? part
                        : '"' + part.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining("."));
    }

    private static int readPlain(String text, int from, StringBuilder part) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '.') {
            char c = text.charAt(at);
            if (c == '"' || c == '/' || c == '\\' || c == ';' || c == '\'' || Character.isWhitespace(c)) {
                throw new IllegalArgumentException("it holds '" + c
                        + "'; a name with such a character goes in double quotes, as \"Order Details\"");
            }
            part.append(c);
            at++;
        }
        return at;
    }

    private static int readQuoted(String text, int from, StringBuilder part) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    at++;
                } else {
                    return at + 1;
                }
            }
            part.append(c);
            at++;
        }
        throw new IllegalArgumentException("a double quote is not closed");
    }
}
