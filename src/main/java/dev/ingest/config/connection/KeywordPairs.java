package dev.ingest.config.connection;

import java.util.Map;
import java.util.TreeMap;

/** A string of {@code keyword=value} pairs, divided by semicolons. */
final class KeywordPairs {

    /** How a value is written that holds what would end it. */
    enum Quoting {
        /** {@code {p;w}}d}} is {@code p;w}d}: ODBC, and Microsoft's JDBC driver. */
        BRACES,
        /** {@code "p;w""d"} or {@code 'p;w"d'}; in a keyword {@code ==} is one sign: ADO.NET. */
        QUOTES
    }

    private final String text;
    private final Quoting quoting;
    private int at;

    private KeywordPairs(String text, Quoting quoting) {
        this.text = text;
        this.quoting = quoting;
    }

    /**
     * The pairs of {@code text}.
     *
     * @throws IllegalArgumentException with the reason, which quotes nothing of it
     */
    static Map<String, String> parse(String text, Quoting quoting) {
        return new KeywordPairs(text, quoting).pairs();
    }

    private Map<String, String> pairs() {
        Map<String, String> pairs = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        while (skip(';')) {
            String keyword = keyword();
            String value = value();
            if (!pairs.getOrDefault(keyword, value).equals(value)) {
                throw new IllegalArgumentException("has one keyword twice, and each time with another value");
            }
            pairs.put(keyword, value);
        }
        return pairs;
    }

    /** Passes blanks and {@code divider}; false at the end of the text. */
    private boolean skip(char divider) {
        while (at < text.length() && (text.charAt(at) == divider || Character.isWhitespace(text.charAt(at)))) {
            at++;
        }
        return at < text.length();
    }

    private String keyword() {
        StringBuilder keyword = new StringBuilder();
        while (at < text.length() && text.charAt(at) != ';') {
            if (text.charAt(at) == '=') {
                at++;
                boolean escaped = quoting == Quoting.QUOTES && at < text.length() && text.charAt(at) == '=';
                if (!escaped) {
                    return keyword.toString().strip();
                }
            }
            keyword.append(text.charAt(at++));
        }
        throw new IllegalArgumentException("has a part without =. A value that holds a semicolon is written in "
                + (quoting == Quoting.BRACES ? "braces, as {p;w}" : "double quotes, as \"p;w\""));
    }

    private String value() {
        if (!skip(' ')) {
            return "";
        }
        char first = text.charAt(at);
        if (quoting == Quoting.BRACES && first == '{') {
            return quoted('}');
        }
        if (quoting == Quoting.QUOTES && first == '{') {
            throw new IllegalArgumentException(
                    "has a value that begins with a brace and names no Driver: to ODBC braces"
                            + " are quotes, to ADO.NET they are a part of the value. Name the Driver, or write the value in"
                            + " double quotes");
        }
        if (quoting == Quoting.QUOTES && (first == '"' || first == '\'')) {
            return quoted(first);
        }
        int end = text.indexOf(';', at);
        String value = text.substring(at, end < 0 ? text.length() : end);
        at += value.length();
        return value.strip();
    }

    private String quoted(char close) {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != close) {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == close) {
                value.append(c);
                at++;
            } else {
                if (skip(' ') && text.charAt(at) != ';') {
                    throw new IllegalArgumentException("has something between the end of a quoted value and the next"
                            + " semicolon; the closing sign is written twice where it is a part of the value");
                }
                return value.toString();
            }
        }
        throw new IllegalArgumentException("opens a quoted value and does not close it");
    }
}
