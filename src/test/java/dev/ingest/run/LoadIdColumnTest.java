package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code add_dlt_load_id}: each row tells the load that it came with. */
class LoadIdColumnTest {
    private static final String ADDED = "[sources.crm]\nadd_dlt_load_id = true\n";
    private final TestPostgres database = TestPostgres.database();

    @TempDir
    private Path home;

    private TableLoad load(int rows, JobRows row) {
        database.run(
                "CREATE TABLE t (n int, region text)",
                "INSERT INTO t SELECT i, 'r' || i % 3 FROM generate_series(1, " + rows + ") i");
        return new TableLoad(database, home, row, ADDED);
    }

    private static void assertEveryRowTells(TableLoad load, int rows) {
        assertEquals(
                List.of("1769697001.5974004 " + rows),
                load.ask("SELECT _dlt_load_id || ' ' || count(*) FROM %s GROUP BY _dlt_load_id"));
        assertEquals(
                List.of("n INTEGER", "region VARCHAR", "_dlt_load_id VARCHAR"),
                load.ask("SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM read_parquet(%s,"
                        + " hive_partitioning = false))"));
        assertEquals(
                List.of("0"),
                load.ask("SELECT count(*) FROM parquet_metadata(%s) WHERE path_in_schema = '_dlt_load_id'"
                        + " AND encodings NOT LIKE '%RLE_DICTIONARY%'"));
    }

    @Test
    void standsBehindTheOthersAsADictionary() {
        TableLoad load = load(100_000, JobRows.full("t"));
        load.load();
        assertEveryRowTells(load, 100_000);
    }

    @Test
    void standsInPartitionsAndSortedFilesToo() {
        TableLoad load = load(
                50_000, JobRows.full("t").with(JobColumn.PARTITION_BY, "region").with(JobColumn.CLUSTER_BY, "n"));
        assertEquals(3, load.load().files().size());
        assertEveryRowTells(load, 50_000);
    }

    @Test
    void standsInTheFileOfAnEmptyTable() {
        TableLoad load = load(0, JobRows.full("t"));
        assertEquals(1, load.load().files().size());
        assertEquals(
                List.of("n", "region", "_dlt_load_id"),
                load.ask("SELECT column_name FROM (DESCRIBE SELECT * FROM %s)"));
    }
}
