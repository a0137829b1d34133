package dev.ingest.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Schema;
import dev.ingest.job.option.FileOptions;
import dev.ingest.landing.local.LocalStore;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns of one to a million distinct values, with and without a dictionary, as DuckDB reads them. */
class DictionaryTest {
    private static final Schema SCHEMA = Rows.schema(
            ColumnType.INT64, ColumnType.INT32, ColumnType.TEXT, ColumnType.DOUBLE, new ColumnType.Decimal(25, 0));
    private static final int BATCH = 50_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "1, 100000, RLE_DICTIONARY",
        "2, 100000, RLE_DICTIONARY",
        "3, 100000, RLE_DICTIONARY",
        "256, 100000, RLE_DICTIONARY",
        "257, 100000, RLE_DICTIONARY",
        "9999, 100000, RLE_DICTIONARY",
        "70000, 300000, PLAIN"
    })
    void everyValueIsFound(int distinct, int rows, String encoding) throws SQLException {
        Path file = write(distinct, rows, Rows.OPTIONS);
        String wrong =
                "SELECT count(*), count(*) FILTER (c0 <> w OR c1 <> w OR c2 <> 'value ' || w OR c3 <> w / 2 OR c4 <> w)"
                        + " FROM (SELECT *, (file_row_number * 7919) % " + distinct + " AS w FROM read_parquet('" + file
                        + "', file_row_number = true))";
        assertEquals(java.util.List.of(Integer.toString(rows), "0"), Readers.ask(wrong));
        assertEquals(
                java.util.List.of(Integer.toString(SCHEMA.size())),
                Readers.ask("SELECT count(*) FROM parquet_metadata('" + file + "') WHERE row_group_id = 0"
                        + " AND (contains(encodings::VARCHAR, 'RLE_DICTIONARY') = ('" + encoding
                        + "' = 'RLE_DICTIONARY'))"));
    }

    /** A million, or as many as {@code -Dingest.distinct=10000000} says. */
    @Test
    void asManyDistinctValuesAsWanted() throws SQLException {
        int distinct = Integer.getInteger("ingest.distinct", 1_200_000);
        everyValueIsFound(distinct, distinct, "PLAIN");
    }

    @ParameterizedTest
    @CsvSource({"3, 50000", "9000, 200000"})
    void aDictionaryThatFillsUpGivesWayToPlainPages(int first, int rows) throws SQLException {
        Path file = write(first, rows, new FileOptions(Rows.OPTIONS.codec(), 1_000_000, 1, 1L << 30));
        assertEquals(
                java.util.List.of(Integer.toString(rows), "0"),
                Readers.ask("SELECT count(*), count(*) FILTER (c2 <> 'value ' || c0 OR c4 <> c0 OR c3 <> c0 / 2) FROM '"
                        + file + "'"));
    }

    private Path write(int distinct, int rows, FileOptions options) {
        try (LocalStore landing = LocalStore.open("lake", folder);
                ParquetFile file = ParquetFile.create(landing.create("file.parquet"), SCHEMA, options, Rows.THREADS)) {
            ColumnBatch batch = new ColumnBatch(SCHEMA, BATCH);
            for (long row = 0; row < rows; row++) {
                long value = row * 7919 % distinct;
                batch.longs(0).append(value);
                batch.longs(1).append(value);
                batch.bytes(2).append("value " + value);
                batch.doubles(3).append(value / 2.0);
                Rows.append(batch, 4, BigInteger.valueOf(value));
                if (batch.rows() == BATCH) {
                    file.write(batch);
                    batch.clear();
                }
            }
            file.write(batch);
            file.finish();
        }
        return folder.resolve("lake").resolve("file.parquet");
    }
}
