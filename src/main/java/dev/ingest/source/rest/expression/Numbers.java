package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Functions of numbers. */
final class Numbers {
    private static final int LONGEST = 1000;

    private Numbers() {}

    static JsonNode written(Arguments arguments) {
        String text = arguments.text(0).strip();
        try {
            if (text.length() <= LONGEST) {
                return Values.number(new BigDecimal(text));
            }
        } catch (NumberFormatException notNumeric) {
            // Said below.
        }
        throw new EvaluationException(arguments.written(0) + " does not write a number");
    }

    static JsonNode rounded(Arguments arguments) {
        int digits = arguments.size() > 1 ? arguments.whole(1) : 0;
        if (Math.abs((long) digits) > LONGEST) {
            throw new EvaluationException("numbers are not rounded to so many digits");
        }
        return Values.number(arguments.number(0).setScale(digits, RoundingMode.HALF_UP));
    }

    static JsonNode floor(Arguments arguments) {
        return Values.number(arguments.number(0).setScale(0, RoundingMode.FLOOR));
    }

    static JsonNode least(Arguments arguments) {
        return arguments.values().stream().min(Values::compare).orElseThrow();
    }

    static JsonNode greatest(Arguments arguments) {
        return arguments.values().stream().max(Values::compare).orElseThrow();
    }
}
