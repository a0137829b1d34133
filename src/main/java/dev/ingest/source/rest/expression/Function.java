package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * What expressions can call. Unless it says otherwise, a function of a null is null. Formats, zones and durations are texts
 * written in the call itself, so that a wrong one is found when the expression is read.
 *
 * @param arguments as a manual writes them: {@code (date, format[, zone])}
 * @param meaning what it gives, as a manual says it
 * @param least how many arguments it takes at least
 * @param most how many arguments it takes at most
 */
record Function(String name, String arguments, String meaning, int least, int most, Maker maker) {
    private static final int MANY = 20;
    private static final int LONGEST = 1 << 24;

    /** A function of so many arguments, or of any number from there on where the manual says {@code …}. */
    Function(String name, String arguments, String meaning, int count, Maker maker) {
        this(name, arguments, meaning, count, arguments.contains("…") ? MANY : count, maker);
    }

    /** Makes a call out of its arguments; refuses arguments that can never do. */
    interface Maker {
        Node call(List<Operand> arguments);
    }

    /** What a function does with arguments none of which is null. */
    interface Body {
        JsonNode of(Arguments arguments);
    }

    /** As a manual writes it. */
    String signature() {
        return name + arguments;
    }

    Node call(List<Operand> operands) {
        if (operands.size() < least || operands.size() > most) {
            throw new IllegalArgumentException("it is written " + signature());
        }
        return maker.call(operands);
    }

    /** A function that is null when an argument is. */
    static Maker of(Body body) {
        return operands -> bindings -> {
            List<JsonNode> values =
                    operands.stream().map(operand -> operand.value(bindings)).toList();
            return values.stream().anyMatch(JsonNode::isNull)
                    ? NullNode.getInstance()
                    : body.of(new Arguments(operands, values, bindings.now()));
        };
    }

    static JsonNode text(String text) {
        bounded(text.length());
        return TextNode.valueOf(text);
    }

    /** Refuses a text of so many characters when that is too many. */
    static void bounded(long length) {
        if (length > LONGEST) {
            throw new EvaluationException("a text of more than " + LONGEST + " characters would come of it");
        }
    }
}
