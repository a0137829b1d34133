package dev.ingest.parquet;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Schema;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows that are hard on an encoder, in the form of {@link Readers}. */
final class RandomRows {
    static final Schema EVERY_TYPE = Rows.schema(
            ColumnType.BOOL,
            ColumnType.INT16,
            ColumnType.INT32,
            ColumnType.INT64,
            ColumnType.FLOAT,
            ColumnType.DOUBLE,
            new ColumnType.Decimal(9, 2),
            new ColumnType.Decimal(18, 18),
            new ColumnType.Decimal(38, 9),
            ColumnType.TEXT,
            ColumnType.JSON,
            ColumnType.BINARY,
            ColumnType.DATE,
            ColumnType.TIMESTAMP,
            ColumnType.TIMESTAMP_UTC,
            new ColumnType.Timestamp(ColumnType.Timestamp.Unit.NANOS, ColumnType.Timestamp.Zone.NAIVE));

    static final Schema EVERY_PRECISION = Rows.schema(IntStream.rangeClosed(1, 38)
            .mapToObj(precision -> new ColumnType.Decimal(precision, precision / 2))
            .toArray(ColumnType[]::new));

    static final Schema EDGE_TYPES = Rows.schema(
            ColumnType.BOOL,
            ColumnType.INT16,
            ColumnType.INT32,
            ColumnType.INT64,
            ColumnType.FLOAT,
            ColumnType.DOUBLE,
            ColumnType.TEXT,
            ColumnType.BINARY);

    private RandomRows() {}

    /** Which rows are null, with a name for the report. */
    record Nulls(String name, IntPredicate isNull) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Nulls> patterns() {
        return Stream.of(
                new Nulls("none", row -> false),
                new Nulls("all", row -> true),
                new Nulls("alternating", row -> row % 2 == 0),
                new Nulls("runs", row -> row / 3000 % 2 == 0),
                new Nulls("short runs", row -> row / 13 % 3 == 0),
                new Nulls("first", row -> row == 0),
                new Nulls("last of a page", row -> row % 15_017 == 15_016),
                new Nulls("all but one", row -> row != 31_000),
                new Nulls("random", row -> Long.bitCount(row * 0x9E3779B97F4A7C15L) % 3 == 0));
    }

    /** Rows of every type; what is random follows from {@code seed}. */
    static List<List<Object>> of(int rows, int seed, IntPredicate isNull) {
        Random random = new Random(seed);
        return IntStream.range(0, rows)
                .mapToObj(row -> row(random, row, isNull))
                .toList();
    }

    /** Numbers of every precision, the greatest and their neighbours. */
    static List<List<Object>> decimals() {
        List<List<Object>> rows = new ArrayList<>();
        for (int shift = 0; shift < 3; shift++) {
            rows.add(decimals(shift, BigInteger.ONE));
            rows.add(decimals(shift, BigInteger.ONE.negate()));
        }
        rows.add(Collections.<Object>nCopies(38, BigInteger.ZERO));
        return rows;
    }

    /** The greatest number of each precision, less {@code shift}, with a sign. */
    private static List<Object> decimals(int shift, BigInteger sign) {
        return IntStream.rangeClosed(1, 38)
                .<Object>mapToObj(precision -> BigInteger.TEN
                        .pow(precision)
                        .subtract(BigInteger.valueOf(1 + shift))
                        .multiply(sign))
                .toList();
    }

    /** The ends of each type, NaN, infinity and zeros of both signs. */
    static List<List<Object>> edges() {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(edge(0L, Short.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE, -Float.MAX_VALUE, -0.0, "", "00"));
        rows.add(edge(1L, Short.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Float.MIN_VALUE, 0.0, "\u0000", "ff"));
        rows.add(edge(1L, 0, 0, 0, Float.NaN, Double.NaN, "ü€\uD83D\uDE00", ""));
        rows.add(edge(0L, 1, -1, 1, Float.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, "\uFFFD", "80"));
        return rows;
    }

    private static List<Object> edge(
            long bool, long int16, long int32, long int64, float single, double twice, String text, String binary) {
        return List.of(bool, int16, int32, int64, (double) single, twice, text, binary);
    }

    /** Texts that are empty, short, null, or 3 MB long. */
    static List<List<Object>> longTexts() {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String text = i % 4 == 0 ? "" : i % 4 == 1 ? "x".repeat(3 << 20) + i : "t" + i;
            rows.add(Arrays.asList((Object) (i % 5 == 0 ? null : text)));
        }
        return rows;
    }

    private static List<Object> row(Random random, int row, IntPredicate isNull) {
        Object[] cells = new Object[EVERY_TYPE.size()];
        for (int i = 0; i < cells.length; i++) {
            Column column = EVERY_TYPE.column(i);
            cells[i] = isNull.test(row + i * 17) ? null : value(random, column.type(), row);
        }
        return Arrays.asList(cells);
    }

    /** Few distinct values in the first half of the rows, many in the second. */
    private static Object value(Random random, ColumnType type, int row) {
        long seed = row < 16_000 ? random.nextInt(40) * 0x5DEECE66DL : random.nextLong() / 4;
        long signed = random.nextBoolean() ? seed : -seed;
        if (type instanceof ColumnType.Bool) {
            return signed & 1;
        } else if (type instanceof ColumnType.Whole whole) {
            return signed >> (64 - whole.bits());
        } else if (type instanceof ColumnType.Floating floating) {
            return floating.bits() == 32 ? (double) (float) (signed * 1e-3) : signed * 1e-3;
        } else if (type instanceof ColumnType.Decimal decimal) {
            return BigInteger.valueOf(signed)
                    .pow(2)
                    .multiply(BigInteger.valueOf(signed >> 62 | 1))
                    .remainder(BigInteger.TEN.pow(decimal.precision()));
        } else if (type instanceof ColumnType.Text) {
            return Long.toString(seed, 36).repeat(row % 4);
        } else if (type instanceof ColumnType.Binary) {
            return HexFormat.of().toHexDigits(seed).substring(0, 2 * (row % 9));
        } else if (type instanceof ColumnType.Date) {
            return signed % 700_000;
        }
        return signed % 1_000_000_000_000_000L;
    }
}
