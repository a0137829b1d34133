package dev.ingest.config.workbook;

import dev.ingest.job.name.Blanks;
import java.util.ArrayList;
import java.util.List;

/** Names divided by commas; one in double quotes may hold a comma itself. */
final class NameList {
    private NameList() {}

    /**
     * The names.
     *
     * @throws IllegalArgumentException with the reason, when they cannot be told apart or there is none
     */
    static List<String> parse(String text) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            }
            if (c == ',' && !quoted) {
                add(names, name);
            } else {
                name.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("has a double quote that is not closed. Close or remove it.");
        }
        add(names, name);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("names no column. Name one, or empty the cell.");
        }
        return names;
    }

    private static void add(List<String> names, StringBuilder written) {
        String name = Blanks.stripped(written.toString());
        written.setLength(0);
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        String bare = quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
        if (names.contains(bare)) {
            throw new IllegalArgumentException("names '" + bare + "' twice. Leave one of them out.");
        }
        if (!bare.isEmpty()) {
            names.add(bare);
        }
    }
}
