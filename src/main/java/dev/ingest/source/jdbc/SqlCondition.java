package dev.ingest.source.jdbc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Reads a text of a user's as a database's lexer would, to see whether it stays closed within parentheses: what
 * all databases share of their lexers. Used once.
 */
public abstract class SqlCondition {
    private final String text;
    private final Deque<Integer> open = new ArrayDeque<>();
    private Optional<String> fault = Optional.empty();
    private int at;
    private boolean empty = true;

    /** @param text what the user wrote */
    protected SqlCondition(String text) {
        this.text = text;
    }

    /** What keeps the text from standing in parentheses, as a clause; empty when nothing does. */
    public final Optional<String> fault() {
        while (at < text.length() && fault.isEmpty()) {
            step(text.charAt(at));
        }
        if (fault.isEmpty() && !open.isEmpty()) {
            unclosed(open.pop(), "(");
        }
        return fault.isEmpty() && empty ? Optional.of("it holds nothing but comments") : fault;
    }

    /** Whether comments within comments are counted. */
    protected abstract boolean nestsComments();

    /**
     * Reads what only this database knows, if it begins here.
     *
     * @return whether it did
     */
    protected abstract boolean special(char next);

    /** A quote, behind a word that ended just before it; returns whether the word changes how it is read, which was done. */
    protected boolean prefixed(String word) {
        return false;
    }

    /** What the user wrote. */
    protected final String text() {
        return text;
    }

    /** Where the next character stands. */
    protected final int at() {
        return at;
    }

    /** Goes on at {@code next}. */
    protected final void moveTo(int next) {
        at = next;
    }

    /** Something opens at {@code from} and does not end. */
    protected final void unclosed(int from, String what) {
        refuse("the " + what + " at character " + (from + 1) + " is not closed");
    }

    /** Reads up to the quote {@code closing} that ends what begins here; a doubled one is one within. */
    protected final void quoted(char opening, char closing) {
        int end = text.indexOf(closing, at + 1);
        while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == closing) {
            end = text.indexOf(closing, end + 2);
        }
        if (end < 0) {
            unclosed(at, String.valueOf(opening));
        } else {
            at = end + 1;
        }
    }

    /** Whether a name or keyword may begin with {@code character}. */
    protected static boolean isWordStart(char character) {
        int lower = character | 0x20;
        return (lower >= 'a' && lower <= 'z') || character == '_' || character > 0x7f;
    }

    /** Whether a name or keyword may go on with {@code character}. */
    protected static boolean isWordPart(char character) {
        return isWordStart(character) || (character >= '0' && character <= '9') || character == '$' || character == '#';
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
        if (special(next)) {
            return;
        }
        switch (next) {
            case '\'', '"' -> quoted(next, next);
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

    private void word() {
        int from = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\'' && !prefixed(text.substring(from, at))) {
            quoted('\'', '\'');
        }
    }

    private void lineComment() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    private void comment() {
        int from = at;
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth = nestsComments() ? depth + 1 : 1;
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

    private void refuse(String why) {
        fault = Optional.of(why);
    }
}
