package dev.ingest.source.rest.openapi;

import dev.ingest.job.name.Printable;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Text as TOML writes it. */
final class Toml {
    private Toml() {}

    static String key(String name) {
        return name.matches("[A-Za-z0-9_-]+") ? name : text(name);
    }

    /** In double quotes. */
    static String text(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04X", c));
                    } else {
                        quoted.append((char) c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    /** Numbers and flags as they are, anything else as a text. */
    static String value(String value) {
        return value.matches("true|false|0|-?[1-9][0-9]{0,17}") ? value : text(value);
    }

    /** {@code { a = 1, b = "x" }}; the values are TOML already. */
    static String section(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> key(entry.getKey()) + " = " + entry.getValue())
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    /** Others' words behind {@code #}, on one line and not too long. */
    static String remark(String words) {
        String line = Printable.of(words.strip().replaceAll("\\s+", " "));
        return line.length() > 120 ? line.substring(0, 117) + "..." : line;
    }
}
