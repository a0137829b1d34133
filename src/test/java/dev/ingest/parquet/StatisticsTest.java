package dev.ingest.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnType;
import dev.ingest.data.Schema;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the footer and the page indexes say of the values. */
class StatisticsTest {
    private static final int ROWS = 50_000;

    @TempDir
    Path folder;

    /** What one column of a file says of itself. */
    private record Told(Statistics<?> chunk, Optional<ColumnIndex> index, OffsetIndex offsets) {}

    private static Told told(ColumnType type, Function<Integer, Object> value, int rows) throws IOException {
        List<List<Object>> cells = IntStream.range(0, rows)
                .mapToObj(row -> Arrays.asList(value.apply(row)))
                .toList();
        byte[] file = Rows.file(Rows.schema(type), cells, ROWS, Rows.OPTIONS);
        try (ParquetFileReader reader = ParquetFileReader.open(new MemoryInput(file))) {
            ColumnChunkMetaData chunk =
                    reader.getFooter().getBlocks().get(0).getColumns().get(0);
            return new Told(
                    chunk.getStatistics(),
                    Optional.ofNullable(reader.readColumnIndex(chunk)),
                    reader.readOffsetIndex(chunk));
        }
    }

    private static String range(Told told) {
        return told.chunk().minAsString() + ".." + told.chunk().maxAsString() + " nulls "
                + told.chunk().getNumNulls();
    }

    @Test
    void numbersAreOrderedBySign() throws IOException {
        assertEquals("-49999..0 nulls 0", range(told(ColumnType.INT64, row -> -(long) row, ROWS)));
        assertEquals(
                "-7..6 nulls 16667", range(told(ColumnType.INT32, row -> row % 3 == 0 ? null : 7L - row % 15, ROWS)));
        assertEquals(
                "-499.99..499.99 nulls 0",
                range(told(new ColumnType.Decimal(20, 2), row -> BigInteger.valueOf(row * 2L - 49_999), ROWS)));
        assertEquals("false..true nulls 0", range(told(ColumnType.BOOL, row -> row % 2L, ROWS)));
        assertEquals("true..true nulls 25000", range(told(ColumnType.BOOL, row -> row % 2 == 0 ? null : 1L, ROWS)));
    }

    @Test
    void textIsOrderedByItsUnsignedBytes() throws IOException {
        List<String> words = List.of("zebra", "äpfel", "\uFFFD", "\uD83D\uDE00", "a", "aaaaaaaab", "aaaaaaaa");
        assertEquals("a..\uD83D\uDE00 nulls 0", range(told(ColumnType.TEXT, row -> words.get(row % 7), ROWS)));
        assertEquals(
                "a102..\uD83D\uDE0094 nulls 0",
                range(told(ColumnType.TEXT, row -> words.get(row % 7) + (row + 91), 700)));
        Told binary = told(ColumnType.BINARY, row -> row % 2 == 0 ? "7f" : "80", 10);
        assertEquals("7f", HexFormat.of().formatHex(binary.chunk().getMinBytes()));
        assertEquals("80", HexFormat.of().formatHex(binary.chunk().getMaxBytes()));
    }

    @Test
    void aColumnWithNaNMakesNoPromise() throws IOException {
        for (ColumnType type : List.of(ColumnType.FLOAT, ColumnType.DOUBLE)) {
            Told told = told(type, row -> row == ROWS - 1 ? Double.NaN : (double) row, ROWS);
            assertFalse(told.chunk().hasNonNullValue());
            assertTrue(told.index().isEmpty());
            assertEquals("1.0..3.0 nulls 0", range(told(type, row -> 1.0 + row % 3, ROWS)));
        }
    }

    @Test
    void zerosOfBothSignsLieWithinTheRange() throws Exception {
        for (ColumnType type : List.of(ColumnType.FLOAT, ColumnType.DOUBLE)) {
            for (double zero : new double[] {0.0, -0.0}) {
                Path file = Files.write(
                        folder.resolve("zeros"), Rows.file(Rows.schema(type), List.of(List.of(zero)), 1, Rows.OPTIONS));
                assertEquals(
                        List.of("-0.0", "0.0"),
                        Readers.ask("SELECT stats_min_value, stats_max_value FROM parquet_metadata('" + file + "')"));
            }
        }
    }

    @Test
    void longTextsAreCutInBothIndexes() throws IOException {
        Told told = told(ColumnType.TEXT, row -> "ü".repeat(5000) + row, 300);
        assertTrue(told.chunk().getMaxBytes().length <= 64);
        ColumnIndex index = told.index().orElseThrow();
        for (ByteBuffer max : index.getMaxValues()) {
            assertTrue(max.remaining() <= 64);
            assertTrue(StandardCharsets.UTF_8.decode(max.duplicate()).toString().compareTo("ü".repeat(5000)) > 0);
        }
    }

    @Test
    void anEndlessValueIsNotIndexed() throws IOException {
        Told told = told(ColumnType.BINARY, row -> row == 5 ? "ff".repeat(100_000) : "00", 10);
        assertTrue(told.index().isEmpty());
        assertFalse(told.chunk().hasNonNullValue());
    }

    @Test
    void eachPageTellsItsOwnRange() throws IOException {
        Told told = told(ColumnType.INT64, row -> row < 17_000 ? null : (long) row, ROWS);
        ColumnIndex index = told.index().orElseThrow();
        assertEquals(List.of(true, false, false), index.getNullPages());
        assertEquals(List.of(16_667L, 333L, 0L), index.getNullCounts());
        assertEquals(17_000L, number(index.getMinValues().get(1)));
        assertEquals(33_333L, number(index.getMaxValues().get(1)));
        assertEquals(33_334L, number(index.getMinValues().get(2)));
        assertEquals(49_999L, number(index.getMaxValues().get(2)));
        assertEquals(3, told.offsets().getPageCount());
        assertEquals(33_334L, told.offsets().getFirstRowIndex(2));
    }

    /** Pages of values, of values and nulls, and of nulls alone, against parquet-java's own statistics of the same rows. */
    @Test
    void everyPageOfEveryTypeTellsWhatParquetJavaWould() throws IOException {
        Schema schema = RandomRows.EVERY_TYPE;
        List<List<Object>> rows = RandomRows.of(60_000, 21, row -> row / 20_000 == 1 || (row < 20_000 && row % 6 == 0));
        try (ParquetFileReader reader =
                ParquetFileReader.open(new MemoryInput(Rows.file(schema, rows, 60_000, Rows.OPTIONS)))) {
            List<ColumnChunkMetaData> chunks =
                    reader.getFooter().getBlocks().get(0).getColumns();
            for (int column = 0; column < chunks.size(); column++) {
                ColumnIndex index = reader.readColumnIndex(chunks.get(column));
                OffsetIndex offsets = reader.readOffsetIndex(chunks.get(column));
                for (int page = 0; page < offsets.getPageCount(); page++) {
                    Statistics<?> expected =
                            Statistics.createStats(chunks.get(column).getPrimitiveType());
                    long end = offsets.getLastRowIndex(page, rows.size());
                    for (long row = offsets.getFirstRowIndex(page); row <= end; row++) {
                        update(expected, rows.get((int) row).get(column));
                    }
                    String place = schema.column(column).type() + ", page " + page;
                    assertEquals(expected.getNumNulls(), index.getNullCounts().get(page), place);
                    assertEquals(
                            !expected.hasNonNullValue(), index.getNullPages().get(page), place);
                    if (expected.hasNonNullValue()) {
                        assertEquals(
                                ByteBuffer.wrap(expected.getMinBytes()),
                                index.getMinValues().get(page),
                                place);
                        assertEquals(
                                ByteBuffer.wrap(expected.getMaxBytes()),
                                index.getMaxValues().get(page),
                                place);
                    }
                }
            }
        }
    }

    private static void update(Statistics<?> statistics, Object cell) {
        if (cell == null) {
            statistics.incrementNumNulls();
            return;
        }
        switch (statistics.type().getPrimitiveTypeName()) {
            case BOOLEAN -> statistics.updateStats((Long) cell == 1);
            case INT32 -> statistics.updateStats(((Number) cell).intValue());
            case INT64 -> statistics.updateStats(((Number) cell).longValue());
            case FLOAT -> statistics.updateStats(((Double) cell).floatValue());
            case DOUBLE -> statistics.updateStats((Double) cell);
            default -> statistics.updateStats(Binary.fromConstantByteArray(bytes(statistics.type(), cell)));
        }
    }

    private static byte[] bytes(PrimitiveType type, Object cell) {
        if (cell instanceof BigInteger unscaled) {
            byte[] digits = unscaled.toByteArray();
            byte[] fixed = new byte[type.getTypeLength()];
            Arrays.fill(fixed, (byte) (unscaled.signum() < 0 ? -1 : 0));
            System.arraycopy(digits, 0, fixed, fixed.length - digits.length, digits.length);
            return fixed;
        }
        return type.getLogicalTypeAnnotation() == null
                ? HexFormat.of().parseHex((String) cell)
                : ((String) cell).getBytes(StandardCharsets.UTF_8);
    }

    private static long number(ByteBuffer plain) {
        return plain.duplicate().order(java.nio.ByteOrder.LITTLE_ENDIAN).getLong();
    }

    @Test
    void aColumnOfNullsHasNoRange() throws IOException {
        Told told = told(ColumnType.TEXT, row -> null, ROWS);
        assertFalse(told.chunk().hasNonNullValue());
        assertEquals(ROWS, told.chunk().getNumNulls());
        assertNull(told.chunk().genericGetMin());
    }

    @Test
    void filtersThatSkipByStatisticsFindEveryRow() throws Exception {
        Schema schema =
                Rows.schema(ColumnType.INT64, ColumnType.TEXT, ColumnType.DOUBLE, new ColumnType.Decimal(25, 3));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            long value = i / 100 - 300L;
            rows.add(List.of(value, "k" + value, (double) value, BigInteger.valueOf(value * 1000)));
        }
        Path file = Files.write(
                folder.resolve("sorted.parquet"),
                Rows.file(
                        schema,
                        rows,
                        7000,
                        new dev.ingest.job.option.FileOptions(
                                dev.ingest.job.option.Codec.ZSTD, 5000, 64 << 20, 1L << 30)));
        for (long value : List.of(-300L, -1L, 0L, 17L, 299L)) {
            assertEquals(
                    List.of("100", "100", "100", "100"),
                    Readers.ask(
                            ("SELECT (SELECT count(*) FROM '%1$s' WHERE c0 = %2$d), (SELECT count(*) FROM '%1$s' WHERE"
                                            + " c1 = 'k%2$d'), (SELECT count(*) FROM '%1$s' WHERE c2 = %2$d),"
                                            + " (SELECT count(*) FROM '%1$s' WHERE c3 = %2$d)")
                                    .formatted(file, value)));
        }
    }
}
