package dev.ingest.source.rest.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Arithmetic of exact numbers; a quotient that never ends has 38 digits. */
enum Reckoning {
    PLUS,
    MINUS,
    TIMES,
    DIVIDED,
    REMAINDER;

    private static final MathContext LONGEST = new MathContext(38, RoundingMode.HALF_UP);

    BigDecimal of(BigDecimal left, BigDecimal right) {
        return switch (this) {
            case PLUS -> left.add(right);
            case MINUS -> left.subtract(right);
            case TIMES -> left.multiply(right);
            case DIVIDED -> quotient(left, nonZero(right));
            case REMAINDER -> left.remainder(nonZero(right));
        };
    }

    private static BigDecimal quotient(BigDecimal left, BigDecimal right) {
        try {
            return left.divide(right);
        } catch (ArithmeticException endless) {
            return left.divide(right, LONGEST);
        }
    }

    private static BigDecimal nonZero(BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw new EvaluationException("it divides by 0");
        }
        return divisor;
    }
}
