package dev.ingest.source.rest.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The words of an expression. */
final class Tokens {
    private static final String SYMBOLS = "()[],.+-*/%<>";
    private static final List<String> DOUBLE_SYMBOLS = List.of("==", "!=", "<=", ">=", "??");

    private final String text;
    private final int end;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokens(String text, int start, int end) {
        this.text = text;
        this.at = start;
        this.end = end;
    }

    enum Kind {
        NAME,
        NUMBER,
        TEXT,
        SYMBOL,
        END
    }

    /**
     * @param value the name, digits or symbol; a text without its quotes
     * @param start place of its first character, from 0
     * @param end place behind its last character
     */
    record Token(Kind kind, String value, int start, int end) {
        boolean is(String symbolOrWord) {
            return (isSymbol() || kind == Kind.NAME) && value.equals(symbolOrWord);
        }

        boolean isSymbol() {
            return kind == Kind.SYMBOL;
        }
    }

    /** The words between two places of {@code text}, the last of kind END. */
    static List<Token> of(String text, int start, int end) {
        Tokens tokens = new Tokens(text, start, end);
        tokens.read();
        return tokens.tokens;
    }

    static IllegalArgumentException fault(String reason, int place) {
        return new IllegalArgumentException(reason + " at character " + (place + 1));
    }

    private void read() {
        while (at < end) {
            char next = text.charAt(at);
            if (Character.isWhitespace(next)) {
                at++;
            } else if (next == '\'' || next == '"') {
                quoted(next);
            } else if (isDigit(next)) {
                number();
            } else if (isNamePart(next)) {
                add(Kind.NAME, past(at, Tokens::isNamePart));
            } else {
                symbol();
            }
        }
        tokens.add(new Token(Kind.END, "", end, end));
    }

    private void quoted(char quote) {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < end && text.charAt(at) != quote) {
            char next = text.charAt(at++);
            value.append(next == '\\' ? escaped() : next);
        }
        if (at >= end) {
            throw fault("a text is not closed by " + quote + "; it begins", start);
        }
        tokens.add(new Token(Kind.TEXT, value.toString(), start, ++at));
    }

    private char escaped() {
        char next = at < end ? text.charAt(at++) : ' ';
        return switch (next) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case '\\', '\'', '"' -> next;
            default -> throw fault("\\ stands before none of \\ ' \" n t", at - 1);
        };
    }

    private void number() {
        int past = past(at, Tokens::isDigit);
        boolean fraction = past + 1 < end && text.charAt(past) == '.' && isDigit(text.charAt(past + 1));
        add(Kind.NUMBER, fraction ? past(past + 1, Tokens::isDigit) : past);
    }

    private void symbol() {
        String two = text.substring(at, Math.min(end, at + 2));
        if (DOUBLE_SYMBOLS.contains(two)) {
            add(Kind.SYMBOL, at + 2);
        } else if (SYMBOLS.indexOf(text.charAt(at)) >= 0) {
            add(Kind.SYMBOL, at + 1);
        } else {
            throw fault("'" + Character.toString(text.codePointAt(at)) + "' means nothing in an expression", at);
        }
    }

    private void add(Kind kind, int past) {
        tokens.add(new Token(kind, text.substring(at, past), at, past));
        at = past;
    }

    private int past(int from, IntPredicate belongs) {
        int past = from;
        while (past < end && belongs.test(text.charAt(past))) {
            past++;
        }
        return past;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isNamePart(int character) {
        return character == '_' || character == '$' || Character.isLetterOrDigit(character);
    }
}
