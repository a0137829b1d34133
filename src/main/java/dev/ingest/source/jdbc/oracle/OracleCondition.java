package dev.ingest.source.jdbc.oracle;

import dev.ingest.source.jdbc.SqlCondition;

/** A condition as Oracle's lexer reads it: with quotes of the user's own choice, {@code q'[…]'} and {@code nq'{…}'}. */
final class OracleCondition extends SqlCondition {
    OracleCondition(String text) {
        super(text);
    }

    @Override
    protected boolean nestsComments() {
        return false;
    }

    @Override
    protected boolean special(char next) {
        return false;
    }

    @Override
    protected boolean prefixed(String word) {
        if (!word.equalsIgnoreCase("q") && !word.equalsIgnoreCase("nq")) {
            return false;
        }
        String text = text();
        int from = at();
        if (from + 1 >= text.length()) {
            unclosed(from, "'");
            return true;
        }
        int end = text.indexOf(closing(text.charAt(from + 1)) + "'", from + 2);
        if (end < 0) {
            unclosed(from, text.substring(from, from + 2));
        } else {
            moveTo(end + 2);
        }
        return true;
    }

    private static char closing(char opening) {
        return switch (opening) {
            case '[' -> ']';
            case '{' -> '}';
            case '(' -> ')';
            case '<' -> '>';
            default -> opening;
        };
    }
}
