package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cluster = "query"}: the source sorts, in the order that a sort here would make. */
class ClusterTest {
    private static TestPostgres database;

    @TempDir
    private Path home;

    @BeforeAll
    static void createDatabase() {
        database = TestPostgres.database();
        database.run(
                "CREATE TYPE mood AS ENUM ('sad', 'ok', 'Great', 'ärgerlich')",
                "CREATE COLLATION backwards (provider = icu, locale = 'de')",
                "CREATE TABLE t (n int, region text COLLATE backwards, code char(6), word varchar(9), amount numeric(10,2),"
                        + " wide numeric(30,5), long numeric(50,1), mood mood, j json, jb jsonb, a int[], b bytea, u uuid,"
                        + " f float8, d date, seen timestamptz, ip inet, flag boolean, cash money, span interval)",
                "INSERT INTO t SELECT i,"
                        + " (ARRAY['a','B','ä','z','Z','','\uFFFD','\uD83D\uDE00','ab','a b', 'Ａ'])[1 + k % 11],"
                        + " (ARRAY['a', E'a\\x01', 'a b', '', 'ä', 'Z'])[1 + k % 6], 'w' || k % 100, (k % 500) / 7.0 - 20,"
                        + " (k % 300) * 1e20 - 1e22, k % 130, (enum_range(NULL::mood))[1 + k % 4], ('[' || k % 20 || ']')::json,"
                        + " CASE WHEN k > 0 THEN jsonb_build_object('x', k % 15) END, CASE WHEN k > 0 THEN ARRAY[k % 12, k % 3] END, decode(md5((k % 40)::text), 'hex'),"
                        + " md5((k % 60)::text)::uuid, CASE k % 9 WHEN 0 THEN 'NaN' WHEN 1 THEN '-Infinity' ELSE k % 33 - 10.5 END,"
                        + " DATE '1969-06-01' + k % 400, TIMESTAMPTZ '1969-12-31 23:00Z' + k % 90 * INTERVAL '1 minute',"
                        + " ('10.0.' || k % 20 || '.0/' || 24 + k % 9)::inet, k % 2 = 0, (k % 70 - 30)::money,"
                        + " (k % 50) * INTERVAL '25 hours'"
                        + " FROM (SELECT i, CASE WHEN i % 7 > 0 THEN i * 7919 % 100003 END AS k"
                        + " FROM generate_series(1, 5000) i) s",
                "CREATE TABLE many AS SELECT i AS n, CASE WHEN i % 9 > 0 THEN round((i * 7919 % 100003) / 7.0, 3) END AS amount"
                        + " FROM generate_series(1, 150000) i");
    }

    private TableLoad load(String table, String clusterBy, String toml) throws IOException {
        Path folder = Files.createTempDirectory(home, "load");
        JobRows row = JobRows.full(table).with(JobColumn.CLUSTER_BY, clusterBy);
        return new TableLoad(database, folder, row, "[sources.crm]\n" + toml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "region", "code", "word", "amount", "wide", "long", "mood", "j", "jb", "a", "b", "u", "f", "d", "seen",
                "ip", "flag", "cash", "span"
            })
    void theSourceSortsAsASortHereDoes(String column) throws IOException {
        String inOrder = "SELECT " + column + "::VARCHAR || '' FROM read_parquet(%s, file_row_number = true)"
                + " ORDER BY file_row_number";
        TableLoad here = load("t", column, "cluster = 'group'\n");
        here.load();
        TableLoad there = load("t", column, "cluster = 'query'\n");
        assertEquals(1, there.load().files().size());
        List<String> sorted = there.ask(inOrder);
        assertEquals(5000, sorted.size());
        assertEquals("null", sorted.get(4999), "nulls come last");
        assertNotEquals("null", sorted.get(0));
        assertEquals(here.ask(inOrder), sorted);
    }

    /** Pairs of row groups whose ranges of {@code amount} cross, whatever file they stand in. */
    private static final String CROSSING = "WITH g AS (SELECT file_name, row_group_id, stats_min_value AS low,"
            + " stats_max_value AS high FROM parquet_metadata(%s) WHERE path_in_schema = 'amount' AND stats_min_value IS"
            + " NOT NULL) SELECT count(*) FROM g one JOIN g other ON (one.file_name, one.row_group_id) <>"
            + " (other.file_name, other.row_group_id) WHERE one.low::DOUBLE < other.high::DOUBLE AND one.high::DOUBLE >"
            + " other.low::DOUBLE AND one.low::DOUBLE <= other.low::DOUBLE";

    @Test
    void rowGroupsAndFilesAreDisjoint() throws IOException {
        String small = "row_group_rows = 9000\nfile_bytes = '64 KiB'\n";
        TableLoad there = load("many", "amount,n", small + "cluster = 'query'\nslices = 4\n");
        int files = there.load().files().size();
        assertEquals(List.of("true"), there.ask("SELECT " + files + " > 3 AND count(*) = 150000 FROM %s"));
        assertEquals(List.of("0"), there.ask(CROSSING));
        TableLoad here = load("many", "amount,n", small);
        here.load();
        assertNotEquals(List.of("0"), here.ask(CROSSING));
    }

    @Test
    void eachPartitionIsSortedThroughAllItsFiles() throws IOException {
        TableLoad load = new TableLoad(
                database,
                home,
                JobRows.full("t").with(JobColumn.CLUSTER_BY, "amount,n").with(JobColumn.PARTITION_BY, "mood"),
                "[sources.crm]\ncluster = 'query'\nrow_group_rows = 200\n");
        assertEquals(5, load.load().files().size());
        assertEquals(
                List.of("0 5000"),
                load.ask("SELECT count(*) FILTER (amount < before) || ' ' || count(*) FROM (SELECT amount, lag(amount)"
                        + " OVER (PARTITION BY filename ORDER BY file_row_number) AS before FROM read_parquet(%s,"
                        + " filename = true, file_row_number = true))"));
    }
}
