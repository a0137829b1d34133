package dev.ingest.job.cursor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * A distance along a cursor.
 *
 * @param type the cursor's type; any but {@code TEXT}
 * @param amount above 0: nanoseconds for timestamps, days for dates, else in the column's own unit
 */
public record CursorDistance(CursorType type, BigDecimal amount) {
    private static final String UTC = "+00:00";

    public CursorDistance {
        if (amount.signum() <= 0 || type == CursorType.TEXT) {
            throw new IllegalArgumentException("no distance along a " + type + ": " + amount);
        }
    }

    /** The canonical value that lies this far below {@code value}, which is canonical too. */
    public String before(String value) {
        return moved(value, amount.negate());
    }

    /** The canonical value that lies this far above {@code value}, which is canonical too. */
    public String after(String value) {
        return moved(value, amount);
    }

    private String moved(String value, BigDecimal by) {
        return switch (type) {
            case DATE -> LocalDate.parse(value).plusDays(by.longValueExact()).toString();
            case TIMESTAMP -> CursorText.of(moved(CursorText.clock(value), by));
            case TIMESTAMP_UTC -> CursorText.ofUtc(moved(CursorText.clock(value.replace(UTC, "")), by));
            case INTEGER -> new BigInteger(value).add(by.toBigIntegerExact()).toString();
            case DECIMAL, TEXT -> new BigDecimal(value).add(by).toPlainString();
            case ROWVERSION -> rowversion(value, by.toBigIntegerExact());
        };
    }

    private static LocalDateTime moved(LocalDateTime clock, BigDecimal nanos) {
        return clock.plus(Duration.ofNanos(nanos.longValueExact()));
    }

    private static String rowversion(String value, BigInteger by) {
        BigInteger moved = new BigInteger(value.substring(2), 16).add(by);
        BigInteger most = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
        return "0x" + String.format("%016X", moved.max(BigInteger.ZERO).min(most));
    }
}
