package dev.ingest.config.workbook;

import dev.ingest.config.row.ColumnSelection;
import dev.ingest.job.name.Blanks;
import java.util.ArrayList;
import java.util.List;

/** Names divided by commas; one in double quotes may hold a comma itself. */
final class NameList {
    private NameList() {}

    /**
     * The names, without their double quotes.
     *
     * @throws IllegalArgumentException with the reason, when they cannot be told apart or there is none
     */
    static List<String> parse(String text) {
        return bare(pieces(text));
    }

    /**
     * The columns that are read, or those that a {@code -} before each leaves out.
     *
     * @throws IllegalArgumentException with the reason, as {@link #parse}, or when the cell holds both kinds
     */
    static ColumnSelection selection(String text) {
        List<String> pieces = pieces(text);
        long left = pieces.stream().filter(piece -> piece.startsWith("-")).count();
        if (left == 0) {
            return ColumnSelection.only(bare(pieces));
        }
        if (left < pieces.size()) {
            throw new IllegalArgumentException(
                    "names columns to read and columns to leave out. Name one kind alone: all that"
                            + " is not left out is read; a name that begins with - stands in double quotes.");
        }
        return ColumnSelection.allBut(bare(pieces.stream()
                .map(piece -> Blanks.stripped(piece.substring(1)))
                .toList()));
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            }
            if (c == ',' && !quoted) {
                pieces.add(Blanks.stripped(piece.toString()));
                piece.setLength(0);
            } else {
                piece.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("has a double quote that is not closed. Close or remove it.");
        }
        pieces.add(Blanks.stripped(piece.toString()));
        pieces.removeIf(String::isEmpty);
        return pieces;
    }

    private static List<String> bare(List<String> pieces) {
        List<String> names = new ArrayList<>();
        for (String piece : pieces) {
            boolean quoted = piece.length() > 1 && piece.startsWith("\"") && piece.endsWith("\"");
            String name = quoted ? piece.substring(1, piece.length() - 1).replace("\"\"", "\"") : piece;
            if (names.contains(name)) {
                throw new IllegalArgumentException("names '" + name + "' twice. Leave one of them out.");
            }
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("names no column. Name one, or empty the cell.");
        }
        return names;
    }
}
