package dev.ingest.config.workbook.patch;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One XML part cut into tags and what stands between them. The pieces put together are the part again, byte for byte;
 * parsers hand on neither quotes nor spaces nor references as they were written.
 */
final class Markup {
    private static final int END = -1;

    private final Reader reader;
    private final Charset charset;
    private int ahead;
    private String piece = "";

    /** Opens a part that a parser reads without a fault. */
    Markup(InputStream part) throws IOException {
        PushbackInputStream start = new PushbackInputStream(part, 2);
        this.charset = charset(start);
        this.reader = new BufferedReader(new InputStreamReader(start, charset), 1 << 16);
        this.ahead = reader.read();
    }

    /**
     * Every encoding that XML may have but UTF-16 writes markup as ASCII does, so bytes stand for themselves, and what is
     * added is ASCII.
     */
    private static Charset charset(PushbackInputStream part) throws IOException {
        byte[] first = part.readNBytes(2);
        part.unread(first);
        if (first.length == 2 && (first[0] == (byte) 0xFE || first[0] == 0)) {
            return StandardCharsets.UTF_16BE;
        }
        boolean little = first.length == 2 && (first[0] == (byte) 0xFF || first[1] == 0);
        return little ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1;
    }

    /** Writes pieces as they were encoded. */
    Writer writer(OutputStream out) {
        return new OutputStreamWriter(out, charset);
    }

    /** Moves on; false at the end. */
    boolean next() throws IOException {
        if (ahead == END) {
            return false;
        }
        StringBuilder read = new StringBuilder();
        if (ahead == '<') {
            tag(read);
        } else {
            while (ahead != '<' && ahead != END) {
                take(read);
            }
        }
        piece = read.toString();
        return true;
    }

    private void tag(StringBuilder read) throws IOException {
        take(read);
        if (ahead == '?') {
            upTo("?>", read);
        } else if (ahead == '!') {
            declaration(read);
        } else {
            int quote = 0;
            while (ahead != '>' || quote != 0) {
                if (quote == 0 && (ahead == '"' || ahead == '\'')) {
                    quote = ahead;
                } else if (ahead == quote) {
                    quote = 0;
                }
                take(read);
            }
            take(read);
        }
    }

    private void declaration(StringBuilder read) throws IOException {
        take(read);
        if (ahead == '-') {
            take(read);
            take(read);
            upTo("-->", read);
        } else {
            upTo(ahead == '[' ? "]]>" : ">", read);
        }
    }

    private void upTo(String end, StringBuilder read) throws IOException {
        int from = read.length();
        while (read.length() - from < end.length()
                || !read.substring(read.length() - end.length()).equals(end)) {
            take(read);
        }
    }

    private void take(StringBuilder read) throws IOException {
        if (ahead == END) {
            throw new EOFException("a part of it ends within a tag");
        }
        read.append((char) ahead);
        ahead = reader.read();
    }

    /** The present piece as it is written. */
    String piece() {
        return piece;
    }

    /** Whether the piece is the start tag of an element {@code name}, or the whole of it, {@code <name/>}. */
    boolean starts(String name) {
        return piece.length() > 1 && piece.charAt(0) == '<' && isNamed(1, name);
    }

    /** Whether the piece ends an element {@code name}; {@code <name/>} does too. */
    boolean ends(String name) {
        return piece.startsWith("</") ? isNamed(2, name) : isEmptyElement() && starts(name);
    }

    /** Whether the piece is {@code <name/>}. */
    boolean isEmptyElement() {
        return piece.startsWith("<") && piece.endsWith("/>");
    }

    /** What stands before an element's local name, {@code x:} or nothing. */
    String prefix() {
        String name = piece.substring(1, nameEnd(1));
        return name.substring(0, name.indexOf(':') + 1);
    }

    /** The piece's attribute, its references not resolved. */
    Optional<String> attribute(String name) {
        return attribute(piece, name);
    }

    static Optional<String> attribute(String tag, String name) {
        return valueOf(tag, name).map(value -> tag.substring(value.from(), value.to()));
    }

    /** {@code tag} with another value of an attribute, or with that attribute. */
    static String with(String tag, String name, String value) {
        int end = tag.endsWith("/>") ? tag.length() - 2 : tag.length() - 1;
        return valueOf(tag, name)
                .map(old -> tag.substring(0, old.from()) + value + tag.substring(old.to()))
                .orElseGet(() -> tag.substring(0, end) + " " + name + "=\"" + value + "\"" + tag.substring(end));
    }

    /** Where a value stands in a tag, without its quotes. */
    private record Value(int from, int to) {}

    private static Optional<Value> valueOf(String tag, String name) {
        int equals = tag.indexOf('=');
        while (equals > 0) {
            int from = equals + 1;
            while (tag.charAt(from) != '"' && tag.charAt(from) != '\'') {
                from++;
            }
            int to = tag.indexOf(tag.charAt(from), from + 1);
            String before = tag.substring(0, equals).stripTrailing();
            if (before.endsWith(name) && Character.isWhitespace(before.charAt(before.length() - name.length() - 1))) {
                return Optional.of(new Value(from + 1, to));
            }
            equals = tag.indexOf('=', to);
        }
        return Optional.empty();
    }

    private boolean isNamed(int from, String name) {
        int end = nameEnd(from);
        int local = end - name.length();
        return local >= from && piece.startsWith(name, local) && (local == from || piece.charAt(local - 1) == ':');
    }

    private int nameEnd(int from) {
        int end = from;
        while (end < piece.length() && " \t\r\n/>".indexOf(piece.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
