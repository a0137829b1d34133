package dev.ingest.data;

/**
 * What a column lands as. Each type names the vector that carries it and, through {@code parquet}, its physical type.
 *
 * <p>{@code toString()} is the text users write in overrides and read in messages: {@code decimal(38,9)}.
 */
public sealed interface ColumnType {

    /** The vector that carries values of this type. */
    VectorKind vector();

    /** Whether lake readers can be told to read files of both types as one column. */
    static boolean readTogether(ColumnType one, ColumnType other) {
        return one.getClass() == other.getClass()
                && !(one instanceof Timestamp here && other instanceof Timestamp there && here.zone() != there.zone());
    }

    /** True or false; 1 or 0 in a {@link LongVector}. */
    record Bool() implements ColumnType {
        @Override
        public VectorKind vector() {
            return VectorKind.LONG;
        }

        @Override
        public String toString() {
            return "boolean";
        }
    }

    /** A signed whole number of 16, 32 or 64 bits. */
    record Whole(int bits) implements ColumnType {
        public Whole {
            if (bits != 16 && bits != 32 && bits != 64) {
                throw new IllegalArgumentException("bits " + bits);
            }
        }

        @Override
        public VectorKind vector() {
            return VectorKind.LONG;
        }

        @Override
        public String toString() {
            return "int" + bits;
        }
    }

    /** An IEEE 754 number of 32 or 64 bits; both travel as {@code double}. */
    record Floating(int bits) implements ColumnType {
        public Floating {
            if (bits != 32 && bits != 64) {
                throw new IllegalArgumentException("bits " + bits);
            }
        }

        @Override
        public VectorKind vector() {
            return VectorKind.DOUBLE;
        }

        @Override
        public String toString() {
            return bits == 32 ? "float" : "double";
        }
    }

    /** An exact number: an unscaled integer of at most {@code precision} (1–38) digits, {@code scale} of them fractional. */
    record Decimal(int precision, int scale) implements ColumnType {
        /** The most digits whose unscaled value fits a {@code long}. */
        public static final int LONG_DIGITS = 18;

        public static final int MAX_DIGITS = 38;

        public Decimal {
            if (precision < 1 || precision > MAX_DIGITS || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("decimal(" + precision + "," + scale + ")");
            }
        }

        @Override
        public VectorKind vector() {
            return precision <= LONG_DIGITS ? VectorKind.LONG : VectorKind.WIDE;
        }

        @Override
        public String toString() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /** UTF-8 text. {@code JSON} lands as text too; only dlt's schema tells them apart. */
    record Text(Content content) implements ColumnType {
        /** What the text holds. */
        public enum Content {
            PLAIN,
            JSON
        }

        @Override
        public VectorKind vector() {
            return VectorKind.BYTES;
        }

        @Override
        public String toString() {
            return content == Content.JSON ? "json" : "text";
        }
    }

    /** Bytes as they are. */
    record Binary() implements ColumnType {
        @Override
        public VectorKind vector() {
            return VectorKind.BYTES;
        }

        @Override
        public String toString() {
            return "binary";
        }
    }

    /** A day: whole days since 1970-01-01 in the proleptic Gregorian calendar. */
    record Date() implements ColumnType {
        @Override
        public VectorKind vector() {
            return VectorKind.LONG;
        }

        @Override
        public String toString() {
            return "date";
        }
    }

    /** Whole {@code unit}s since 1970-01-01T00:00, in UTC when {@code zone} is {@code UTC}, else on a clock with no zone. */
    record Timestamp(Unit unit, Zone zone) implements ColumnType {
        /** The resolution. */
        public enum Unit {
            MICROS,
            NANOS
        }

        /** Whether the value is an instant. */
        public enum Zone {
            NAIVE,
            UTC
        }

        @Override
        public VectorKind vector() {
            return VectorKind.LONG;
        }

        @Override
        public String toString() {
            return (zone == Zone.UTC ? "timestamptz" : "timestamp") + (unit == Unit.NANOS ? "(9)" : "");
        }
    }

    ColumnType BOOL = new Bool();
    ColumnType INT16 = new Whole(16);
    ColumnType INT32 = new Whole(32);
    ColumnType INT64 = new Whole(64);
    ColumnType FLOAT = new Floating(32);
    ColumnType DOUBLE = new Floating(64);
    ColumnType TEXT = new Text(Text.Content.PLAIN);
    ColumnType JSON = new Text(Text.Content.JSON);
    ColumnType BINARY = new Binary();
    ColumnType DATE = new Date();
    ColumnType TIMESTAMP = new Timestamp(Timestamp.Unit.MICROS, Timestamp.Zone.NAIVE);
    ColumnType TIMESTAMP_UTC = new Timestamp(Timestamp.Unit.MICROS, Timestamp.Zone.UTC);
}
