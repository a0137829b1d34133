package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A part of an expression, with its text for messages.
 *
 * @param written as the expression writes it
 */
record Operand(Node node, String written) {
    JsonNode find(Bindings bindings) {
        return node.find(bindings);
    }

    /** Its value; refused where there is none. */
    JsonNode value(Bindings bindings) {
        JsonNode value = node.find(bindings);
        if (value.isMissingNode()) {
            throw new EvaluationException(
                    "there is no " + written + ", and no default as in " + written + " ?? 'none'");
        }
        return value;
    }

    /** Whether a condition holds; null does not. */
    boolean holds(Bindings bindings) {
        JsonNode value = value(bindings);
        if (!value.isBoolean() && !value.isNull()) {
            throw new EvaluationException(written + " is " + Values.kind(value)
                    + ", not true or false: compare it, or ask exists(" + written + ")");
        }
        return value.booleanValue();
    }

    BigDecimal number(JsonNode value) {
        if (!value.isNumber()) {
            throw new EvaluationException(written + " is " + Values.kind(value) + ", not a number");
        }
        return Values.bounded(value.decimalValue());
    }

    /** The text that is written here itself, the same for every evaluation. */
    Optional<String> literalText() {
        return node instanceof Nodes.Literal literal && literal.value().isTextual()
                ? Optional.of(literal.value().textValue())
                : Optional.empty();
    }
}
