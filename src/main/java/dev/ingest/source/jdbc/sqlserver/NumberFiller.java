package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.data.ColumnType;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import dev.ingest.data.VectorKind;
import dev.ingest.data.WideVector;
import dev.ingest.source.jdbc.ColumnFiller;
import dev.ingest.source.jdbc.ColumnLimits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Exact numbers; the driver makes no smaller thing of them than a {@code BigDecimal}. */
final class NumberFiller implements ColumnFiller {
    private final ColumnLimits limits;
    private final int scale;
    private final boolean wide;
    private final BigInteger least;
    private final BigInteger most;

    NumberFiller(ColumnLimits limits) {
        this.limits = limits;
        this.wide = limits.type().vector() == VectorKind.WIDE;
        if (limits.type() instanceof ColumnType.Decimal decimal) {
            this.scale = decimal.scale();
            this.most = BigInteger.TEN.pow(decimal.precision()).subtract(BigInteger.ONE);
            this.least = most.negate();
        } else {
            this.scale = 0;
            this.most = BigInteger.ONE
                    .shiftLeft(((ColumnType.Whole) limits.type()).bits() - 1)
                    .subtract(BigInteger.ONE);
            this.least = most.not();
        }
    }

    @Override
    public void fill(ResultSet row, int at, Vector vector) throws SQLException {
        BigDecimal value = row.getBigDecimal(at);
        if (value == null) {
            vector.appendNull();
            return;
        }
        BigDecimal scaled = value.scale() == scale ? value : value.setScale(scale, RoundingMode.DOWN);
        BigInteger unscaled = scaled.unscaledValue();
        boolean exact = value.scale() == scale || scaled.compareTo(value) == 0;
        if (!exact || unscaled.compareTo(least) < 0 || unscaled.compareTo(most) > 0) {
            misfit(value, vector);
        } else if (wide) {
            append(unscaled, (WideVector) vector);
        } else {
            ((LongVector) vector).append(unscaled.longValue());
        }
    }

    private static void append(BigInteger unscaled, WideVector vector) {
        long low = unscaled.longValue();
        long high = unscaled.bitLength() < Long.SIZE
                ? low >> (Long.SIZE - 1)
                : unscaled.shiftRight(Long.SIZE).longValue();
        vector.append(high, low);
    }

    private void misfit(BigDecimal value, Vector vector) {
        BigDecimal plain = value.stripTrailingZeros();
        int after = Math.max(plain.scale(), 0);
        limits.tooManyDigits(vector, Math.max(plain.precision() - plain.scale(), 0), after);
    }
}
