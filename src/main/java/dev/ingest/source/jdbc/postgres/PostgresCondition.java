package dev.ingest.source.jdbc.postgres;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Reads a user's condition as PostgreSQL's lexer would, to see whether it stays one expression within parentheses.
 *
 * <p>{@code standard_conforming_strings} is on in every session, so a backslash escapes in {@code E''} alone.
 */
final class PostgresCondition {
    private final String text;
    private final Deque<Integer> open = new ArrayDeque<>();
    private Optional<String> fault = Optional.empty();
    private int at;
    private boolean empty = true;

    private PostgresCondition(String text) {
        this.text = text;
    }

    /** What keeps {@code where} from being one closed condition, as a clause; empty when nothing does. */
    static Optional<String> fault(String where) {
        return new PostgresCondition(where).scan();
    }

    private Optional<String> scan() {
        while (at < text.length() && fault.isEmpty()) {
            step(text.charAt(at));
        }
        if (fault.isEmpty() && !open.isEmpty()) {
            unclosed(open.pop(), "(");
        }
        return fault.isEmpty() && empty ? Optional.of("it holds no condition") : fault;
    }

    private void step(char next) {
        if (text.startsWith("--", at)) {
            lineComment();
        } else if (text.startsWith("/*", at)) {
            comment();
        } else if (Character.isWhitespace(next)) {
            at++;
        } else {
            empty = false;
            token(next);
        }
    }

    private void token(char next) {
        switch (next) {
            case '\'', '"' -> quoted(next);
            case '$' -> dollar();
            case '(' -> open.push(at++);
            case ')' -> close();
            case ';' -> refuse("the ; at character " + (at + 1) + " would end the query");
            default -> {
                if (isWordStart(next)) {
                    word();
                } else {
                    at++;
                }
            }
        }
    }

    private void close() {
        if (open.isEmpty()) {
            refuse("the ) at character " + (at + 1) + " closes nothing");
        } else {
            open.pop();
            at++;
        }
    }

    /** A doubled quote is one quote within. */
    private void quoted(char quote) {
        int end = text.indexOf(quote, at + 1);
        while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == quote) {
            end = text.indexOf(quote, end + 2);
        }
        if (end < 0) {
            unclosed(at, String.valueOf(quote));
        } else {
            at = end + 1;
        }
    }

    /** A name or keyword; {@code $} and digits belong to it, and a lone E before a quote makes backslashes escape. */
    private void word() {
        int from = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        if (at == from + 1 && (text.charAt(from) | 0x20) == 'e' && at < text.length() && text.charAt(at) == '\'') {
            escaped();
        }
    }

    /** A text with escapes, and the pieces that continue it on further lines, which escape as well. */
    private void escaped() {
        int from = at;
        do {
            at++;
            while (at < text.length() && text.charAt(at) != '\'') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            if (at >= text.length()) {
                unclosed(from, "'");
                return;
            }
            at++;
        } while (continues());
    }

    private boolean continues() {
        int next = at;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        boolean doubled = next == at;
        boolean again = next < text.length()
                && text.charAt(next) == '\''
                && (doubled || text.substring(at, next).matches("(?s).*[\\r\\n].*"));
        if (again) {
            at = next;
        }
        return again;
    }

    private void dollar() {
        int tagEnd = at + 1;
        while (tagEnd < text.length() && text.charAt(tagEnd) != '$' && isTagPart(tagEnd)) {
            tagEnd++;
        }
        if (tagEnd == text.length() || text.charAt(tagEnd) != '$') {
            at++;
            return;
        }
        String tag = text.substring(at, tagEnd + 1);
        int end = text.indexOf(tag, tagEnd + 1);
        if (end < 0) {
            unclosed(at, tag);
        } else {
            at = end + tag.length();
        }
    }

    private boolean isTagPart(int index) {
        char part = text.charAt(index);
        return index == at + 1 ? isWordStart(part) : isWordPart(part);
    }

    private void lineComment() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    /** Comments nest. */
    private void comment() {
        int from = at;
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
        if (depth > 0) {
            unclosed(from, "/*");
        }
    }

    private void unclosed(int from, String what) {
        refuse("the " + what + " at character " + (from + 1) + " is not closed");
    }

    private void refuse(String why) {
        fault = Optional.of(why);
    }

    private static boolean isWordStart(char character) {
        int lower = character | 0x20;
        return (lower >= 'a' && lower <= 'z') || character == '_' || character > 0x7f;
    }

    private static boolean isWordPart(char character) {
        return isWordStart(character) || (character >= '0' && character <= '9') || character == '$';
    }
}
