package dev.ingest.source.rest;

import dev.ingest.data.BytesVector;
import dev.ingest.data.ColumnType;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import dev.ingest.data.WideVector;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Window;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/** Tells which side of a window the values of a column lie on: an API may send what was not asked for. */
final class CursorWindow {
    /** Where a value lies. */
    enum Side {
        BELOW,
        WITHIN,
        ABOVE
    }

    private record End(BigInteger number, String text, boolean inclusive) {}

    private final Optional<End> low;
    private final Optional<End> high;

    CursorWindow(Window window, ColumnType type) {
        this.low = window.low().map(bound -> end(bound, type));
        this.high = window.high().map(bound -> end(bound, type));
    }

    /** The side on which the value in {@code row} lies, which is not null. */
    Side side(Vector vector, int row) {
        if (low.isPresent()) {
            int order = compare(vector, row, low.get());
            if (order < 0 || (order == 0 && !low.get().inclusive())) {
                return Side.BELOW;
            }
        }
        if (high.isPresent()) {
            int order = compare(vector, row, high.get());
            if (order > 0 || (order == 0 && !high.get().inclusive())) {
                return Side.ABOVE;
            }
        }
        return Side.WITHIN;
    }

    private static int compare(Vector vector, int row, End end) {
        if (vector instanceof LongVector longs) {
            return end.number().bitLength() < Long.SIZE
                    ? Long.compare(longs.at(row), end.number().longValue())
                    : -end.number().signum();
        }
        if (vector instanceof WideVector wide) {
            BigInteger value = BigInteger.valueOf(wide.high(row))
                    .shiftLeft(Long.SIZE)
                    .or(new BigInteger(Long.toUnsignedString(wide.low(row))));
            return value.compareTo(end.number());
        }
        BytesVector bytes = (BytesVector) vector;
        byte[] text = end.text().getBytes(StandardCharsets.UTF_8);
        return Arrays.compareUnsigned(
                bytes.arena(), bytes.offset(row), bytes.offset(row) + bytes.length(row), text, 0, text.length);
    }

    /** The bound as the column's vector would hold it. */
    private static End end(Bound bound, ColumnType type) {
        boolean inclusive = bound.edge() == Bound.Edge.INCLUSIVE;
        if (type instanceof ColumnType.Text) {
            return new End(BigInteger.ZERO, bound.value(), inclusive);
        }
        return new End(number(bound.value(), type), "", inclusive);
    }

    private static BigInteger number(String value, ColumnType type) {
        if (type instanceof ColumnType.Timestamp timestamp) {
            Instant instant = LocalDateTime.parse(value.replace("+00:00", "").replace(' ', 'T'))
                    .toInstant(ZoneOffset.UTC);
            boolean nanos = timestamp.unit() == ColumnType.Timestamp.Unit.NANOS;
            return BigInteger.valueOf(instant.getEpochSecond())
                    .multiply(BigInteger.valueOf(nanos ? 1_000_000_000 : 1_000_000))
                    .add(BigInteger.valueOf(nanos ? instant.getNano() : instant.getNano() / 1_000));
        } else if (type instanceof ColumnType.Date) {
            return BigInteger.valueOf(LocalDate.parse(value).toEpochDay());
        }
        int scale = type instanceof ColumnType.Decimal decimal ? decimal.scale() : 0;
        return new BigDecimal(value).movePointRight(scale).toBigInteger();
    }
}
