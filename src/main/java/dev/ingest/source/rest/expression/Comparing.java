package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;

/** How two values are compared; null is equal to null alone, and neither below nor above anything. */
enum Comparing {
    EQUAL("=="),
    UNEQUAL("!="),
    BELOW("<"),
    AT_MOST("<="),
    ABOVE(">"),
    AT_LEAST(">=");

    private final String symbol;

    Comparing(String symbol) {
        this.symbol = symbol;
    }

    static Optional<Comparing> of(String symbol) {
        return Arrays.stream(values()).filter(one -> one.symbol.equals(symbol)).findFirst();
    }

    boolean holds(JsonNode left, JsonNode right) {
        if (this == EQUAL || this == UNEQUAL) {
            return Values.same(left, right) == (this == EQUAL);
        }
        if (left.isNull() || right.isNull()) {
            return false;
        }
        int order = Values.compare(left, right);
        return switch (this) {
            case BELOW -> order < 0;
            case AT_MOST -> order <= 0;
            case ABOVE -> order > 0;
            default -> order >= 0;
        };
    }
}
