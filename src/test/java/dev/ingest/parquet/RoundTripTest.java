package dev.ingest.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.data.ColumnType;
import dev.ingest.data.Schema;
import dev.ingest.job.option.Codec;
import dev.ingest.job.option.FileOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** DuckDB and parquet-java's own reader judge what the encoder wrote, cell by cell. */
class RoundTripTest {
    private static final Schema EVERY_TYPE = RandomRows.EVERY_TYPE;

    @TempDir
    Path folder;

    private static Stream<RandomRows.Nulls> patterns() {
        return RandomRows.patterns();
    }

    @Test
    void columnsEncodedSideBySideMakeTheSameFile() {
        List<List<Object>> rows = RandomRows.of(50_000, 5, row -> row % 7 == 3);
        try (EncoderThreads one = new EncoderThreads(1)) {
            assertArrayEquals(
                    Rows.file(EVERY_TYPE, rows, 20_000, Rows.OPTIONS, one),
                    Rows.file(EVERY_TYPE, rows, 20_000, Rows.OPTIONS, Rows.THREADS));
        }
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void readersFindEveryTypeInEveryPatternOfNulls(RandomRows.Nulls nulls) throws Exception {
        check(EVERY_TYPE, RandomRows.of(32_100, nulls.name().length(), nulls.isNull()), 30_033, Rows.OPTIONS);
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void readersUnderstandEveryCodec(Codec codec) throws Exception {
        check(
                EVERY_TYPE,
                RandomRows.of(3000, 7, i -> i % 7 == 0),
                1000,
                new FileOptions(codec, 1_000_000, 64 << 20, 1L << 30));
    }

    @Test
    void rowGroupsEndByRowsInTheMiddleOfABatch() throws Exception {
        Path file = check(
                EVERY_TYPE,
                RandomRows.of(10_000, 8, i -> i % 5 == 0),
                4096,
                new FileOptions(Codec.SNAPPY, 3000, 64 << 20, 1L << 30));
        assertEquals(
                List.of("4", "3000"),
                Readers.ask("SELECT count(DISTINCT row_group_id), max(row_group_num_rows) FROM parquet_metadata('"
                        + file + "')"));
    }

    @Test
    void decimalsOfEveryPrecisionKeepTheirLastDigit() throws Exception {
        check(RandomRows.EVERY_PRECISION, RandomRows.decimals(), 100, Rows.OPTIONS);
    }

    @Test
    void edgesOfEveryTypeSurvive() throws Exception {
        check(RandomRows.EDGE_TYPES, RandomRows.edges(), 3, Rows.OPTIONS);
        Schema times = Rows.schema(ColumnType.DATE, ColumnType.TIMESTAMP);
        List<List<Object>> ends = List.of(
                List.of((long) Integer.MIN_VALUE, Long.MIN_VALUE), List.of((long) Integer.MAX_VALUE, Long.MAX_VALUE));
        assertEquals(ends, Readers.parquetJava(Rows.file(times, ends, 10, Rows.OPTIONS), times));
    }

    @Test
    void longTextsMakePagesOfTheirOwn() throws Exception {
        Schema schema = Rows.schema(ColumnType.TEXT);
        Path file =
                check(schema, RandomRows.longTexts(), 24, new FileOptions(Codec.SNAPPY, 1_000_000, 8 << 20, 1L << 30));
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
}
