package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What a function is called with, evaluated.
 *
 * @param operands where the values come from, for messages
 * @param values one an operand, none of them missing
 */
record Arguments(List<Operand> operands, List<JsonNode> values, Instant now) {
    int size() {
        return values.size();
    }

    JsonNode value(int index) {
        return values.get(index);
    }

    String written(int index) {
        return operands.get(index).written();
    }

    /** A text as it is, a number or flag as a request writes it. */
    String text(int index) {
        return Values.text(value(index), written(index));
    }

    BigDecimal number(int index) {
        return operands.get(index).number(value(index));
    }

    int whole(int index) {
        try {
            return number(index).intValueExact();
        } catch (ArithmeticException notWhole) {
            throw new EvaluationException(written(index) + " is not a whole number");
        }
    }

    JsonNode list(int index) {
        if (!value(index).isArray()) {
            throw new EvaluationException(written(index) + " is " + Values.kind(value(index)) + ", not a list");
        }
        return value(index);
    }
}
