package dev.ingest.source.jdbc.postgres;

import dev.ingest.source.jdbc.SqlCondition;

/**
 * A condition as PostgreSQL's lexer reads it: with dollar quotes and {@code E''}.
 *
 * <p>{@code standard_conforming_strings} is on in every session, so a backslash escapes in {@code E''} alone.
 */
final class PostgresCondition extends SqlCondition {
    PostgresCondition(String text) {
        super(text);
    }

    @Override
    protected boolean nestsComments() {
        return true;
    }

    @Override
    protected boolean special(char next) {
        if (next != '$') {
            return false;
        }
        dollar();
        return true;
    }

    /** A lone E before a quote makes backslashes escape. */
    @Override
    protected boolean prefixed(String word) {
        if (!word.equalsIgnoreCase("e")) {
            return false;
        }
        escaped();
        return true;
    }

    /** A text with escapes, and the pieces that continue it on further lines, which escape as well. */
    private void escaped() {
        String text = text();
        int from = at();
        int next = from;
        do {
            next++;
            while (next < text.length() && text.charAt(next) != '\'') {
                next += text.charAt(next) == '\\' ? 2 : 1;
            }
            if (next >= text.length()) {
                unclosed(from, "'");
                return;
            }
            next = continued(next + 1);
        } while (text.startsWith("'", next));
        moveTo(next);
    }

    /** Where the text goes on that ended just before {@code end}: at its next quote, else at {@code end}. */
    private int continued(int end) {
        String text = text();
        int next = end;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        boolean again = text.startsWith("'", next)
                && (next == end || text.substring(end, next).matches("(?s).*[\\r\\n].*"));
        return again ? next : end;
    }

    private void dollar() {
        String text = text();
        int end = at() + 1;
        while (end < text.length() && text.charAt(end) != '$' && isTagPart(end)) {
            end++;
        }
        if (end == text.length() || text.charAt(end) != '$') {
            moveTo(at() + 1);
            return;
        }
        String tag = text.substring(at(), end + 1);
        int closing = text.indexOf(tag, end + 1);
        if (closing < 0) {
            unclosed(at(), tag);
        } else {
            moveTo(closing + tag.length());
        }
    }

    private boolean isTagPart(int index) {
        char part = text().charAt(index);
        return index == at() + 1 ? isWordStart(part) : isWordPart(part);
    }
}
