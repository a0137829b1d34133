package dev.ingest.plan;

import dev.ingest.config.DurationText;
import dev.ingest.job.cursor.CursorDistance;
import dev.ingest.job.cursor.CursorType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** Distances along a cursor as users write them: {@code 2h}, {@code 3d}, or a number in the cursor's unit. */
final class CursorDistanceText {
    private static final BigDecimal DAY = BigDecimal.valueOf(Duration.ofDays(1).toNanos());

    private CursorDistanceText() {}

    /**
     * The distance; empty for one of no length.
     *
     * @throws IllegalArgumentException with the reason, when a cursor of {@code type} has no such distance
     */
    static Optional<CursorDistance> parse(CursorType type, String text) {
        BigDecimal amount = amount(type, text.strip());
        return amount.signum() == 0 ? Optional.empty() : Optional.of(new CursorDistance(type, amount));
    }

    private static BigDecimal amount(CursorType type, String text) {
        return switch (type) {
            case DATE -> isNumber(text) ? whole(text) : nanos(text).divide(DAY, 0, RoundingMode.CEILING);
            case TIMESTAMP, TIMESTAMP_UTC -> nanos(text);
            case INTEGER, ROWVERSION -> whole(text);
            case DECIMAL -> number(text);
            case TEXT ->
                throw new IllegalArgumentException("cannot be measured along a text column. Choose another"
                        + " watermark_column, or empty the cell");
        };
    }

    private static BigDecimal nanos(String text) {
        if (isNumber(text)) {
            throw new IllegalArgumentException("has no unit. Write a length of time, as 90s, 30m, 2h or 3d");
        }
        try {
            return BigDecimal.valueOf(DurationText.parse(text).toNanos());
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException("is longer than 292 years", tooLong);
        }
    }

    private static BigDecimal whole(String text) {
        BigDecimal number = number(text);
        if (number.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("is not a whole number, as the watermark column holds");
        }
        return number.setScale(0);
    }

    private static BigDecimal number(String text) {
        if (!isNumber(text)) {
            throw new IllegalArgumentException("is not a number in the watermark column's unit");
        }
        return new BigDecimal(text);
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,18}(\\.\\d{1,18})?");
    }
}
