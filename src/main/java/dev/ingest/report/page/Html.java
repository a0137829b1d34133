package dev.ingest.report.page;

import dev.ingest.job.name.Printable;
import dev.ingest.secret.Redaction;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes elements: each text and each attribute escaped, no secret in any. */
final class Html {
    private static final String SPECIAL = "&<>\"'";

    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;

    /** Begins an element. */
    Html open(String name) {
        endTag();
        out.append('<').append(name);
        open.push(name);
        inTag = true;
        return this;
    }

    /** An attribute of the element that was just begun. */
    Html with(String attribute, String value) {
        if (!inTag) {
            throw new IllegalStateException("attributes stand before what an element holds: " + attribute);
        }
        out.append(' ').append(attribute).append("=\"");
        escape(value);
        out.append('"');
        return this;
    }

    Html with(String attribute, long value) {
        return with(attribute, Long.toString(value));
    }

    /** Text within the innermost element. */
    Html text(String text) {
        endTag();
        escape(Redaction.of(Printable.of(Redaction.of(text))));
        return this;
    }

    /** Ends the innermost element. */
    Html close() {
        endTag();
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element that holds a text. */
    Html element(String name, String text) {
        return open(name).text(text).close();
    }

    /** An element of a class that holds a text. */
    Html element(String name, String classes, String text) {
        return open(name).with("class", classes).text(text).close();
    }

    /** An element that holds nothing and has no end. */
    Html leaf() {
        endTag();
        open.pop();
        return this;
    }

    /** What this program wrote itself: markup, style, script. */
    Html markup(String markup) {
        endTag();
        out.append(markup);
        return this;
    }

    /** A line break in the source, so that tools that read lines can read it. */
    Html line() {
        endTag();
        out.append('\n');
        return this;
    }

    private void endTag() {
        if (inTag) {
            out.append('>');
            inTag = false;
        }
    }

    private void escape(String text) {
        if (SPECIAL.chars().noneMatch(c -> text.indexOf(c) >= 0)) {
            out.append(text);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
