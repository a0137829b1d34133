package dev.ingest.engine.reread;

import dev.ingest.data.ColumnType;
import dev.ingest.data.ColumnType.Decimal;
import dev.ingest.data.ColumnType.Timestamp;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import dev.ingest.data.WideVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Hashes a column's value as an older type of the column held it. */
abstract sealed class FormerValue {
    private static final long NANOS_A_MICRO = 1_000;
    private static final long NEVER_HELD = 0x94D049BB133111EBL;

    /** The hash of the value at {@code row}, which is no null. */
    abstract long hash(long seed, Vector vector, int row);

    /** Values of {@code now} as {@code then} held them; empty where both hold them alike. */
    static Optional<FormerValue> of(ColumnType now, ColumnType then) {
        if (now instanceof Decimal here && then instanceof Decimal there) {
            boolean alike = here.scale() == there.scale() && here.vector() == there.vector();
            return alike ? Optional.empty() : Optional.of(new FormerDecimal(here.scale(), there));
        }
        if (now instanceof Timestamp here && then instanceof Timestamp there && here.unit() != there.unit()) {
            return Optional.of(new FormerTimestamp(there.unit()));
        }
        return Optional.empty();
    }

    /** What the older type cannot have held is no row that landed. */
    private static long neverHeld(long seed, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        return RowHasher.bytes(seed ^ NEVER_HELD, text, 0, text.length);
    }

    private static final class FormerDecimal extends FormerValue {
        private final int scale;
        private final Decimal then;

        private FormerDecimal(int scale, Decimal then) {
            this.scale = scale;
            this.then = then;
        }

        @Override
        long hash(long seed, Vector vector, int row) {
            BigDecimal value = new BigDecimal(unscaled(vector, row), scale);
            if (value.stripTrailingZeros().scale() > then.scale()) {
                return neverHeld(seed, value.toString());
            }
            BigInteger former =
                    value.setScale(then.scale(), RoundingMode.UNNECESSARY).unscaledValue();
            boolean isLong = former.bitLength() < Long.SIZE;
            return switch (then.vector()) {
                case LONG -> isLong ? RowHasher.mix(seed, former.longValue()) : neverHeld(seed, value.toString());
                default -> RowHasher.wide(seed, former.shiftRight(Long.SIZE).longValue(), former.longValue());
            };
        }

        private static BigInteger unscaled(Vector vector, int row) {
            return vector instanceof WideVector wide
                    ? BigInteger.valueOf(wide.high(row))
                            .shiftLeft(Long.SIZE)
                            .or(new BigInteger(Long.toUnsignedString(wide.low(row))))
                    : BigInteger.valueOf(((LongVector) vector).at(row));
        }
    }

    private static final class FormerTimestamp extends FormerValue {
        private final Timestamp.Unit then;

        private FormerTimestamp(Timestamp.Unit then) {
            this.then = then;
        }

        @Override
        long hash(long seed, Vector vector, int row) {
            long value = ((LongVector) vector).at(row);
            if (then == Timestamp.Unit.MICROS) {
                return value % NANOS_A_MICRO == 0
                        ? RowHasher.mix(seed, value / NANOS_A_MICRO)
                        : neverHeld(seed, Long.toString(value));
            }
            long nanos = value * NANOS_A_MICRO;
            return nanos / NANOS_A_MICRO == value ? RowHasher.mix(seed, nanos) : neverHeld(seed, Long.toString(value));
        }
    }
}
