package dev.ingest.parquet;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.math.BigInteger;

/** What values a column's type can hold; keeps a value that does not fit from landing as another one. */
final class ValueRange {
    private final Column column;
    private final BigInteger min;
    private final BigInteger max;
    private final long shortMin;
    private final long shortMax;

    private ValueRange(Column column, BigInteger min, BigInteger max) {
        this.column = column;
        this.min = min;
        this.max = max;
        this.shortMin = min.bitLength() < 64 ? min.longValueExact() : Long.MIN_VALUE;
        this.shortMax = max.bitLength() < 64 ? max.longValueExact() : Long.MAX_VALUE;
    }

    /** The range of a column of whole numbers, decimals, days or timestamps. */
    static ValueRange of(Column column) {
        if (column.type() instanceof ColumnType.Decimal decimal) {
            BigInteger limit = BigInteger.TEN.pow(decimal.precision()).subtract(BigInteger.ONE);
            return new ValueRange(column, limit.negate(), limit);
        }
        int bits = bits(column.type());
        BigInteger limit = BigInteger.ONE.shiftLeft(bits - 1);
        return new ValueRange(column, limit.negate(), limit.subtract(BigInteger.ONE));
    }

    private static int bits(ColumnType type) {
        if (type instanceof ColumnType.Whole whole) {
            return whole.bits();
        }
        return type instanceof ColumnType.Date ? 32 : 64;
    }

    void check(long value) {
        if (value < shortMin || value > shortMax) {
            throw misfit(Long.toString(value).length());
        }
    }

    /** Checks {@code high * 2^64 + low}. */
    void check(long high, long low) {
        BigInteger value = BigInteger.valueOf(high)
                .shiftLeft(64)
                .add(BigInteger.valueOf(low >>> 32).shiftLeft(32))
                .add(BigInteger.valueOf(low & 0xFFFF_FFFFL));
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw misfit(value.toString().length());
        }
    }

    private IngestException misfit(int digits) {
        return new IngestException(
                FailureKind.CONVERT,
                "Cannot write column " + column.name() + ": a value of " + digits + " characters does not fit "
                        + column.type() + ". Give the column a wider type.");
    }
}
