package dev.ingest.source.rest.expression;

/**
 * An expression that has no value for what it was given. The message is the expression in braces and the reason, with no
 * full stop; it names kinds of values, never the values.
 */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EvaluationException(String reason) {
        super(reason);
    }

    EvaluationException(String expression, EvaluationException reason) {
        super("{" + expression + "}: " + reason.getMessage(), reason);
    }
}
