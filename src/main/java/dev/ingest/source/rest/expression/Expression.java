package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Supplier;

/** One expression: {@code record.amount > 0 and not (record.state in ['draft', 'void'])}. */
public final class Expression {
    private static final int LONGEST = 4000;

    private final String text;
    private final Operand whole;
    private final Set<Root> roots;

    private Expression(String text, Operand whole, Set<Root> roots) {
        this.text = text;
        this.whole = whole;
        this.roots = roots;
    }

    /**
     * Reads {@code text}, with braces around it or without, which may ask for any root.
     *
     * @throws IllegalArgumentException with the reason and its place, when it is no expression
     */
    public static Expression compile(String text) {
        return compile(text, Root.all());
    }

    /**
     * Reads {@code text}, with braces around it or without, which may ask for the roots {@code known}.
     *
     * @throws IllegalArgumentException with the reason and its place, when it is no expression
     */
    public static Expression compile(String text, Set<Root> known) {
        boolean braced = text.strip().startsWith("{") && text.strip().endsWith("}");
        return braced
                ? compile(text, text.indexOf('{') + 1, text.lastIndexOf('}'), known)
                : compile(text, 0, text.length(), known);
    }

    static Expression compile(String text, int start, int end, Set<Root> known) {
        if (end - start > LONGEST) {
            throw Tokens.fault("an expression has more than " + LONGEST + " characters; it begins", start);
        }
        Parser parser = new Parser(text, start, end, known);
        return new Expression(text.substring(start, end).strip(), parser.whole(), Set.copyOf(parser.used()));
    }

    /**
     * Its value; null as JSON has it where a path leads to one.
     *
     * @throws EvaluationException when a path leads nowhere or a value is of a kind that does not suit
     */
    public JsonNode evaluate(Bindings bindings) {
        return named(() -> whole.value(bindings));
    }

    /**
     * Whether it holds, as a condition; null does not.
     *
     * @throws EvaluationException when it is neither true nor false
     */
    public boolean holds(Bindings bindings) {
        return named(() -> whole.holds(bindings));
    }

    /** Its value as a text writes it: refused for null, lists and objects. */
    String text(Bindings bindings) {
        return named(() -> Values.text(whole.value(bindings), whole.written()));
    }

    /** What must be bound for it to have a value. */
    public Set<Root> roots() {
        return roots;
    }

    /** Whether it needs nothing but the clock. */
    public boolean isPure() {
        return roots.isEmpty();
    }

    private <T> T named(Supplier<T> evaluation) {
        try {
            return evaluation.get();
        } catch (EvaluationException reason) {
            throw new EvaluationException(text, reason);
        }
    }

    /** As it was written, without braces. */
    @Override
    public String toString() {
        return text;
    }
}
