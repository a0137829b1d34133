package dev.ingest.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Schema;
import dev.ingest.job.Codec;
import dev.ingest.job.FileOptions;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** DuckDB and parquet-java's own reader judge what the encoder wrote, cell by cell. */
class RoundTripTest {
    private static final Schema EVERY_TYPE = Rows.schema(
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

    @TempDir
    Path folder;

    /** Which rows are null, with a name for the report. */
    private record Nulls(String name, IntPredicate isNull) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Nulls> patterns() {
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

    @Test
    void columnsEncodedSideBySideMakeTheSameFile() {
        Random random = new Random(5);
        List<List<Object>> rows = IntStream.range(0, 50_000)
                .mapToObj(row -> row(random, row, index -> index % 7 == 3))
                .toList();
        try (EncoderLanes one = new EncoderLanes(1)) {
            assertArrayEquals(
                    Rows.file(EVERY_TYPE, rows, 20_000, Rows.OPTIONS, one),
                    Rows.file(EVERY_TYPE, rows, 20_000, Rows.OPTIONS, Rows.LANES));
        }
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void readersFindEveryTypeInEveryPatternOfNulls(Nulls nulls) throws Exception {
        Random random = new Random(nulls.name().length());
        List<List<Object>> rows = IntStream.range(0, 32_100)
                .mapToObj(row -> row(random, row, nulls.isNull))
                .toList();
        check(EVERY_TYPE, rows, 30_033, Rows.OPTIONS);
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void readersUnderstandEveryCodec(Codec codec) throws Exception {
        Random random = new Random(7);
        List<List<Object>> rows = IntStream.range(0, 3000)
                .mapToObj(row -> row(random, row, i -> i % 7 == 0))
                .toList();
        check(EVERY_TYPE, rows, 1000, new FileOptions(codec, 1_000_000, 64 << 20, 1L << 30));
    }

    @Test
    void rowGroupsEndByRowsInTheMiddleOfABatch() throws Exception {
        Random random = new Random(8);
        List<List<Object>> rows = IntStream.range(0, 10_000)
                .mapToObj(row -> row(random, row, i -> i % 5 == 0))
                .toList();
        Path file = check(EVERY_TYPE, rows, 4096, new FileOptions(Codec.SNAPPY, 3000, 64 << 20, 1L << 30));
        assertEquals(
                List.of("4", "3000"),
                Readers.ask("SELECT count(DISTINCT row_group_id), max(row_group_num_rows) FROM parquet_metadata('"
                        + file + "')"));
    }

    @Test
    void decimalsOfEveryPrecisionKeepTheirLastDigit() throws Exception {
        ColumnType[] types = IntStream.rangeClosed(1, 38)
                .mapToObj(precision -> new ColumnType.Decimal(precision, precision / 2))
                .toArray(ColumnType[]::new);
        List<List<Object>> rows = new ArrayList<>();
        for (int shift = 0; shift < 3; shift++) {
            rows.add(decimals(shift, BigInteger.ONE));
            rows.add(decimals(shift, BigInteger.ONE.negate()));
        }
        rows.add(Arrays.stream(types).<Object>map(type -> BigInteger.ZERO).toList());
        check(Rows.schema(types), rows, 100, Rows.OPTIONS);
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

    @Test
    void edgesOfEveryTypeSurvive() throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(edge(0L, Short.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE, -Float.MAX_VALUE, -0.0, "", "00"));
        rows.add(edge(1L, Short.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Float.MIN_VALUE, 0.0, "\u0000", "ff"));
        rows.add(edge(1L, 0, 0, 0, Float.NaN, Double.NaN, "ü€\uD83D\uDE00", ""));
        rows.add(edge(0L, 1, -1, 1, Float.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, "\uFFFD", "80"));
        Schema schema = Rows.schema(
                ColumnType.BOOL,
                ColumnType.INT16,
                ColumnType.INT32,
                ColumnType.INT64,
                ColumnType.FLOAT,
                ColumnType.DOUBLE,
                ColumnType.TEXT,
                ColumnType.BINARY);
        check(schema, rows, 3, Rows.OPTIONS);
        Schema times = Rows.schema(ColumnType.DATE, ColumnType.TIMESTAMP);
        List<List<Object>> ends = List.of(
                List.of((long) Integer.MIN_VALUE, Long.MIN_VALUE), List.of((long) Integer.MAX_VALUE, Long.MAX_VALUE));
        assertEquals(ends, Readers.parquetJava(Rows.file(times, ends, 10, Rows.OPTIONS), times));
    }

    private static List<Object> edge(
            long bool, long int16, long int32, long int64, float single, double twice, String text, String binary) {
        return List.of(bool, int16, int32, int64, (double) single, twice, text, binary);
    }

    @Test
    void longTextsMakePagesOfTheirOwn() throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String text = i % 4 == 0 ? "" : i % 4 == 1 ? "x".repeat(3 << 20) + i : "t" + i;
            rows.add(Arrays.asList((Object) (i % 5 == 0 ? null : text)));
        }
        Schema schema = Rows.schema(ColumnType.TEXT);
        Path file = check(schema, rows, 24, new FileOptions(Codec.SNAPPY, 1_000_000, 8 << 20, 1L << 30));
        assertEquals(
                List.of("true"),
                Readers.ask("SELECT max(len(stats_max_value)) <= 64 FROM parquet_metadata('" + file + "')"));
    }

    @Test
    void aFileWithNoRowsHasItsColumnsAndItsWriter() throws Exception {
        Path file = check(EVERY_TYPE, List.of(), 10, Rows.OPTIONS);
        assertEquals(
                List.of("ingest version 0.0.0", "0"),
                Readers.ask("SELECT created_by, num_rows FROM parquet_file_metadata('" + file + "')"));
    }

    private Path check(Schema schema, List<List<Object>> rows, int batchRows, FileOptions options) throws Exception {
        byte[] content = Rows.file(schema, rows, batchRows, options);
        assertSame(rows, Readers.parquetJava(content, schema));
        Path file = Files.write(folder.resolve("file.parquet"), content);
        assertSame(rows, Readers.duckdb(file, schema));
        return file;
    }

    private static void assertSame(List<List<Object>> expected, List<List<Object>> found) {
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), found.get(i), "row " + i);
        }
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
