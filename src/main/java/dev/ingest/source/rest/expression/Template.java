package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A text with expressions in braces: {@code /users/{resources.users.id}/orders}; two braces of a kind stand for one. */
public final class Template {
    private final String text;
    private final List<Piece> pieces;
    private final Set<Root> roots;

    private Template(String text, List<Piece> pieces) {
        this.text = text;
        this.pieces = pieces;
        Set<Root> used = EnumSet.noneOf(Root.class);
        pieces.forEach(piece -> piece.expression().ifPresent(expression -> used.addAll(expression.roots())));
        this.roots = Set.copyOf(used);
    }

    /** Text as it stands, or an expression. */
    private record Piece(String text, Optional<Expression> expression) {
        String render(Bindings bindings, UnaryOperator<String> escape) {
            return expression.map(value -> escape.apply(value.text(bindings))).orElse(text);
        }
    }

    /**
     * Reads {@code text}, whose expressions may ask for any root.
     *
     * @throws IllegalArgumentException with the reason and its place, when a brace or an expression is wrong
     */
    public static Template compile(String text) {
        return compile(text, Root.all());
    }

    /**
     * Reads {@code text}, whose expressions may ask for the roots {@code known}.
     *
     * @throws IllegalArgumentException with the reason and its place, when a brace or an expression is wrong
     */
    public static Template compile(String text, Set<Root> known) {
        return new Template(text, List.copyOf(new Reader(text, known).pieces()));
    }

    /**
     * Its value: that of the expression, of its own type, where the text is one expression and nothing else; else a text.
     *
     * @throws EvaluationException when an expression has no value, or within a text none that can be written
     */
    public JsonNode render(Bindings bindings) {
        Optional<Expression> alone = pieces.size() == 1 ? pieces.get(0).expression() : Optional.empty();
        return alone.map(expression -> expression.evaluate(bindings))
                .orElseGet(() -> TextNode.valueOf(text(bindings, UnaryOperator.identity())));
    }

    /**
     * Its text, what expressions put into it escaped by {@code escape}, what was written around them not.
     *
     * @throws EvaluationException when an expression has no value, or none that can be written
     */
    public String text(Bindings bindings, UnaryOperator<String> escape) {
        StringBuilder rendered = new StringBuilder();
        pieces.forEach(piece -> rendered.append(piece.render(bindings, escape)));
        return rendered.toString();
    }

    /** What must be bound for it to have a value. */
    public Set<Root> roots() {
        return roots;
    }

    /** Whether it needs nothing but the clock. */
    public boolean isPure() {
        return roots.isEmpty();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    /** Takes a text apart at its braces. */
    private static final class Reader {
        private final String text;
        private final Set<Root> known;
        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder plain = new StringBuilder();
        private int at;

        Reader(String text, Set<Root> known) {
            this.text = text;
            this.known = known;
        }

        List<Piece> pieces() {
            while (at < text.length()) {
                char next = text.charAt(at);
                if (next == '{' || next == '}') {
                    brace(next);
                } else {
                    plain.append(next);
                    at++;
                }
            }
            flush();
            return pieces;
        }

        private void brace(char brace) {
            if (text.startsWith(String.valueOf(brace).repeat(2), at)) {
                plain.append(brace);
                at += 2;
            } else if (brace == '{') {
                int close = close();
                flush();
                Expression expression = Expression.compile(text, at + 1, close, known);
                pieces.add(new Piece("", Optional.of(expression)));
                at = close + 1;
            } else {
                throw Tokens.fault("} closes nothing (}} writes one)", at);
            }
        }

        /** The brace that closes the one at hand; those within quotes are text. */
        private int close() {
            char quote = 0;
            for (int place = at + 1; place < text.length(); place++) {
                char next = text.charAt(place);
                if (quote != 0) {
                    if (next == '\\') {
                        place++;
                    } else if (next == quote) {
                        quote = 0;
                    }
                } else if (next == '}') {
                    return place;
                } else if (next == '\'' || next == '"') {
                    quote = next;
                }
            }
            throw Tokens.fault("{ is not closed ({{ writes one)", at);
        }

        private void flush() {
            if (plain.length() > 0) {
                pieces.add(new Piece(plain.toString(), Optional.empty()));
                plain.setLength(0);
            }
        }
    }
}
