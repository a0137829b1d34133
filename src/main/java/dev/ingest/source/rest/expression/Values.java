package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.Arrays;

/** What expressions know of JSON's values: numbers are exact, texts are ordered by their code points. */
final class Values {
    private static final int MOST_DIGITS = 1000;

    private Values() {}

    /** What {@code value} is, with its article. */
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a text of " + value.textValue().length() + " characters";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list of " + value.size();
            case OBJECT -> "an object";
            case NULL -> "null";
            default -> "nothing";
        };
    }

    /** A number that can be written out and reckoned with. */
    static BigDecimal bounded(BigDecimal number) {
        if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
            throw new EvaluationException("a number has more than " + MOST_DIGITS + " digits");
        }
        return number;
    }

    /** The shortest exact form: whole where it is whole. */
    static JsonNode number(BigDecimal number) {
        BigDecimal shortest = bounded(number).stripTrailingZeros();
        return shortest.scale() <= 0
                ? BigIntegerNode.valueOf(shortest.toBigIntegerExact())
                : DecimalNode.valueOf(shortest);
    }

    /** A text, number or flag as a request writes it, refused for anything else. */
    static String text(JsonNode value, String written) {
        return switch (value.getNodeType()) {
            case STRING, BOOLEAN -> value.asText();
            case NUMBER -> bounded(value.decimalValue()).toPlainString();
            case NULL ->
                throw new EvaluationException(
                        written + " is null, and there is no default as in " + written + " ?? 'none'");
            default ->
                throw new EvaluationException(written + " is " + kind(value)
                        + ", which has no text of its own: make it one with json(" + written + ")");
        };
    }

    /** Whether two values are equal; refused where they are of kinds that never are. */
    static boolean same(JsonNode left, JsonNode right) {
        if (left.isNull() || right.isNull()) {
            return left.isNull() && right.isNull();
        }
        return compare(left, right) == 0;
    }

    /** The order of two numbers, two texts or two flags. */
    static int compare(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        if (left.isTextual() && right.isTextual()) {
            return Arrays.compare(
                    left.textValue().codePoints().toArray(),
                    right.textValue().codePoints().toArray());
        }
        if (left.isBoolean() && right.isBoolean()) {
            return Boolean.compare(left.booleanValue(), right.booleanValue());
        }
        throw new EvaluationException(
                "it compares " + kind(left) + " with " + kind(right) + ": number(…) or text(…) makes them alike");
    }
}
