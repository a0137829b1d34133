package dev.ingest.engine.reread;

import dev.ingest.data.BytesVector;
import dev.ingest.data.ColumnType;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import dev.ingest.data.VectorKind;
import dev.ingest.data.WideVector;
import dev.ingest.job.cursor.CursorDistance;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Divides a cursor's values into bands, some dozens to the lag; a band's number never falls as values rise. */
abstract sealed class CursorScale {
    private static final int BANDS_A_LAG = 32;

    /** The band of the value at {@code row}, which is no null. */
    abstract long band(Vector vector, int row);

    /** A band such that no value in a lower one lies within the lag behind the value at {@code row}. */
    abstract long lowestNear(Vector vector, int row);

    /** The scale of a column that lands as {@code type}. */
    static CursorScale of(ColumnType type, CursorDistance lag) {
        BigDecimal units = units(type, lag.amount());
        boolean wide = type.vector() == VectorKind.WIDE || type instanceof ColumnType.Text;
        return wide
                ? new Wide(units.doubleValue())
                : new Whole(units.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
    }

    /** A lag in the units of the column's vector, rounded up. */
    private static BigDecimal units(ColumnType type, BigDecimal amount) {
        if (type instanceof ColumnType.Decimal decimal) {
            return amount.movePointRight(decimal.scale()).setScale(0, RoundingMode.CEILING);
        }
        boolean micros =
                type instanceof ColumnType.Timestamp timestamp && timestamp.unit() == ColumnType.Timestamp.Unit.MICROS;
        return micros ? amount.movePointLeft(3).setScale(0, RoundingMode.CEILING) : amount;
    }

    /** Values of 64 bits. */
    private static final class Whole extends CursorScale {
        private final long lag;
        private final long width;

        private Whole(long lag) {
            this.lag = lag;
            this.width = Math.max(1, lag / BANDS_A_LAG);
        }

        @Override
        long band(Vector vector, int row) {
            return Math.floorDiv(value(vector, row), width);
        }

        @Override
        long lowestNear(Vector vector, int row) {
            long value = value(vector, row);
            long behind = value - lag;
            return Math.floorDiv(behind > value ? Long.MIN_VALUE : behind, width);
        }

        /** Row versions are eight bytes, big-endian; no server has come to the ninth-highest bit yet. */
        private static long value(Vector vector, int row) {
            if (vector instanceof LongVector longs) {
                return longs.at(row);
            }
            BytesVector bytes = (BytesVector) vector;
            long value = 0;
            for (int i = 0; i < bytes.length(row); i++) {
                value = value << Byte.SIZE | (bytes.arena()[bytes.offset(row) + i] & 0xFF);
            }
            return value;
        }
    }

    /** Values of more digits, nearly enough: what lies within rounding of the lag counts as near. */
    private static final class Wide extends CursorScale {
        private static final double TWO_TO_64 = 0x1p64;

        private final double lag;
        private final double width;

        private Wide(double lag) {
            this.lag = lag;
            this.width = lag / BANDS_A_LAG;
        }

        @Override
        long band(Vector vector, int row) {
            return (long) Math.floor(value(vector, row) / width);
        }

        @Override
        long lowestNear(Vector vector, int row) {
            double value = value(vector, row);
            return (long) Math.floor((value - lag - 4 * Math.ulp(value)) / width);
        }

        private static double value(Vector vector, int row) {
            if (vector instanceof WideVector wide) {
                double low = (wide.low(row) >>> 1) * 2.0 + (wide.low(row) & 1);
                return wide.high(row) * TWO_TO_64 + low;
            }
            return new BigDecimal(((BytesVector) vector).text(row)).doubleValue();
        }
    }
}
