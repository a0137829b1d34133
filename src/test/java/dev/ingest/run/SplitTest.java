package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.job.Slice;
import dev.ingest.plan.Planned;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code split_by}: slices along a key, of whatever rows can be selected from. */
class SplitTest {
    private static final int ROWS = 30_000;
    /** Hard values land as nulls, so that keys may be as hard as they come. */
    private static final String NULLING = "[sources.crm]\nunrepresentable = 'null'\n";

    private static TestPostgres database;

    @TempDir
    private Path home;

    /**
     * Keys of every kind in one row of every ten null; {@code hot} is 7 in two rows of three, {@code bare} mostly null.
     */
    @BeforeAll
    static void createDatabase() {
        database = TestPostgres.database();
        database.run(
                "CREATE DOMAIN number AS bigint",
                "CREATE TABLE t (n int, small smallint, id number, amount numeric, d date, at timestamp(3),"
                        + " seen timestamptz, note text, code char(12), \"it's \"\"key\"\"\" int, hot int, bare int)",
                "INSERT INTO t SELECT i, k % 30000 - 15000, k::bigint * k, k / 7.0, DATE '1900-01-01' + k,"
                        + " TIMESTAMP '1999-12-31 23:59:59.999' + k * INTERVAL '17 minutes',"
                        + " TIMESTAMPTZ '1999-12-31 23:59:59.999999Z' + k * INTERVAL '17 minutes', md5(k::text) || '\\''ä',"
                        + " left(md5(k::text), 4 + k % 8), -k, CASE WHEN i % 3 = 0 THEN k ELSE 7 END,"
                        + " CASE WHEN i % 3 = 0 THEN k END"
                        + " FROM (SELECT i, CASE WHEN i % 10 > 0 THEN i END AS k FROM generate_series(1, " + ROWS
                        + ") i) s",
                "UPDATE t SET amount = 'NaN', d = 'infinity', at = '-infinity', seen = '0044-03-15 12:00 BC' WHERE n % 2 = 0",
                "CREATE VIEW v AS SELECT * FROM t",
                "CREATE TABLE parts (LIKE t) PARTITION BY HASH (n)",
                "CREATE TABLE part_0 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
                "CREATE TABLE part_1 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
                "INSERT INTO parts SELECT * FROM t",
                "CREATE EXTENSION postgres_fdw",
                "CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'localhost', port '"
                        + database.port() + "', dbname '" + database.name() + "')",
                "CREATE USER MAPPING FOR postgres SERVER elsewhere OPTIONS (user 'postgres')",
                "CREATE FOREIGN TABLE abroad (n int, id bigint) SERVER elsewhere OPTIONS (table_name 't')");
    }

    private TableLoad load(JobRows row, String key, String slices) {
        return new TableLoad(database, home, row.with(JobColumn.SPLIT_BY, key).with(JobColumn.SLICES, slices), NULLING);
    }

    private static List<Slice> slices(Planned planned) {
        return planned.plan()
                .map(plan -> plan.reading().slices())
                .orElseThrow(() -> new AssertionError(planned.findings()));
    }

    private static List<Long> rows(String table, List<Slice> slices) {
        return slices.stream()
                .map(slice -> "SELECT count(*) FROM " + table + " WHERE "
                        + slice.predicate().orElseThrow())
                .map(query -> Long.parseLong(database.ask(query).get(0)))
                .toList();
    }

    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource({
        "v, small",
        "v, id",
        "v, amount",
        "v, d",
        "v, at",
        "v, seen",
        "v, note",
        "v, code",
        "v, n",
        "v, hot",
        "v, bare",
        "v, 'it''s \"key\"'",
        "t, id",
        "parts, at",
        "abroad, id"
    })
    void everyRowLandsOnceWhateverTheKeyAndNullKeysToo(String table, String key) {
        TableLoad load = load(JobRows.full(table), key, "4");
        assertTrue(slices(load.plan(Optional.empty())).size() > 1);
        assertEquals(ROWS, load.load().rowsRead());
        assertEquals(
                List.of(ROWS + " " + ROWS + " 1 " + ROWS),
                load.ask("SELECT concat_ws(' ', count(*), count(DISTINCT n), min(n), max(n)) FROM %s"));
    }

    @ParameterizedTest
    @CsvSource({"n, 2", "n, 4", "n, 16", "small, 4", "id, 4", "note, 4", "code, 4"})
    void slicesHoldAboutAsManyRowsEach(String key, int wanted) {
        List<Long> rows =
                rows("v", slices(load(JobRows.full("v"), key, "" + wanted).plan(Optional.empty())));
        assertEquals(wanted, rows.size());
        rows.forEach(count -> assertTrue(Math.abs(count - ROWS / wanted) < ROWS / wanted / 2, rows.toString()));
    }

    @Test
    void aKeyThatManyRowsShareStandsAloneAndTheOthersAreEven() {
        List<Long> hot = rows("v", slices(load(JobRows.full("v"), "hot", "4").plan(Optional.empty())));
        assertEquals(4, hot.size(), hot.toString());
        assertTrue(hot.stream().filter(count -> count > 15_000).count() == 1, hot.toString());
        List<Slice> bare = slices(load(JobRows.full("v"), "bare", "4").plan(Optional.empty()));
        assertEquals(Optional.of("\"bare\" IS NULL"), bare.get(3).predicate());
        List<Long> counts = rows("v", bare);
        counts.subList(0, 3).forEach(count -> assertTrue(Math.abs(count - 3_000) < 600, counts.toString()));
    }

    @Test
    void keysAreThoseOfTheRowsThatAreRead() {
        JobRows row = JobRows.full("v").with(JobColumn.WHERE, "n > 29000 -- the newest");
        List<Slice> slices = slices(load(row, "n", "2").plan(Optional.empty()));
        List<Long> rows = rows("(SELECT * FROM v WHERE n > 29000) newest", slices);
        rows.forEach(count -> assertTrue(Math.abs(count - 500) < 50, rows.toString()));
        JobRows increment = JobRows.incremental("t", "n").with(JobColumn.LAST_WATERMARK, "29500");
        List<Slice> ahead = slices(load(increment, "id", "2").plan(Optional.empty()));
        assertTrue(ahead.get(0).predicate().orElseThrow().compareTo("\"id\" < 870000000") > 0, ahead.toString());
    }

    @Test
    void whatHasNoKeysIsReadWhole() {
        database.run("CREATE TABLE IF NOT EXISTS none (n int, c text)");
        assertEquals(
                List.of(Slice.WHOLE),
                slices(load(JobRows.full("none"), "n", "4").plan(Optional.empty())));
        database.run("TRUNCATE none", "INSERT INTO none SELECT NULL, 'x' FROM generate_series(1, 10)");
        TableLoad nulls = load(JobRows.full("none"), "n", "4");
        assertEquals(
                List.of(Optional.of("\"n\" IS NOT NULL"), Optional.of("\"n\" IS NULL")),
                slices(nulls.plan(Optional.empty())).stream()
                        .map(Slice::predicate)
                        .toList());
        assertEquals(10, nulls.load().rowsRead());
    }
}
