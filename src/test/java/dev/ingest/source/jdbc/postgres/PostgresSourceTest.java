package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Nullability;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.source.BatchReader;
import dev.ingest.source.Connector;
import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Descriptions, windows, snapshots, slices and streams of a real server. */
class PostgresSourceTest {
    private static TestPostgres database;

    @BeforeAll
    static void createDatabase() {
        database = TestPostgres.database();
    }

    private static SourceDescription describe(String table) {
        try (Source source = database.open()) {
            return source.describe(TestPlans.question(table));
        }
    }

    @Test
    void describesColumnsKeysAndParts() {
        database.run(
                "CREATE DOMAIN code AS varchar(8)",
                "CREATE TABLE described (gone int, region text NOT NULL, id bigint NOT NULL UNIQUE,"
                        + " late int NOT NULL UNIQUE DEFERRABLE, maybe int UNIQUE, part int NOT NULL,"
                        + " amount numeric(5,-2), at timestamp(3), code code, doubled bigint"
                        + " GENERATED ALWAYS AS (id * 2) VIRTUAL, PRIMARY KEY (region, id))",
                "CREATE UNIQUE INDEX ON described (part) WHERE part > 0",
                "ALTER TABLE described DROP COLUMN gone");
        SourceDescription description = describe("Described");
        assertEquals(TableName.exact("public", "described"), description.table());
        assertEquals(
                List.of("region", "id", "late", "maybe", "part", "amount", "at", "code", "doubled"),
                description.columns().stream().map(SourceColumn::name).toList());
        assertEquals(List.of("region", "id"), description.primaryKey());
        assertEquals(Set.of("id"), description.uniqueColumns());
        assertEquals(1, description.extents().size());
        assertTrue(description.snapshot() instanceof Snapshot.Shared);
        SourceColumn amount = description.columns().get(5);
        assertEquals(
                "numeric(5,-2) numeric 5 -2",
                amount.declaredType() + " " + amount.baseType() + " "
                        + amount.precision().getAsInt() + " " + amount.scale().getAsInt());
        assertEquals(3, description.columns().get(6).precision().getAsInt());
        assertEquals(
                "code varchar",
                description.columns().get(7).declaredType() + " "
                        + description.columns().get(7).baseType());
        assertEquals(Nullability.REQUIRED, description.columns().get(0).nullability());
        assertEquals(Nullability.NULLABLE, description.columns().get(3).nullability());
    }

    @Test
    void promisesNoValueForAConstraintThatDoesNotHoldYet() {
        database.run(
                "CREATE TABLE unproved (c int)",
                "INSERT INTO unproved VALUES (NULL)",
                "ALTER TABLE unproved ADD CONSTRAINT n NOT NULL c NOT VALID");
        assertEquals(Nullability.NULLABLE, describe("unproved").columns().get(0).nullability());
    }

    @Test
    void findsTablesByTheirNames() {
        database.run(
                "CREATE TABLE \"Upper\" (a int)",
                "CREATE TABLE \"Order Details\" (\"a\"\"b\" int, \"Größe 日本\" text, \"select\" int)",
                "INSERT INTO \"Order Details\" VALUES (1, 'x', 2)",
                "CREATE SCHEMA \"Odd.Schema\"",
                "CREATE TABLE \"Odd.Schema\".\"t;--\" (a int)",
                "CREATE TABLE both_ways (a int)",
                "CREATE TABLE \"Both_Ways\" (b int)");
        assertEquals("Upper", describe("Upper").table().table());
        assertEquals("t;--", describe("\"Odd.Schema\".\"t;--\"").table().table());
        assertEquals("both_ways", describe("Both_Ways").table().table());
        assertEquals("Both_Ways", describe("\"Both_Ways\"").table().table());
        assertEquals("pg_class", describe("pg_class").table().table());
        assertEquals("described_by_db", describeInDatabase());
        assertEquals(List.of(List.of("1", "x", "2")), TestPlans.rows(database, "\"Order Details\""));
    }

    private static String describeInDatabase() {
        database.run("CREATE TABLE described_by_db (a int)");
        return describe(database.name() + ".public.described_by_db").table().table();
    }

    @Test
    void readsEveryKindOfRelation() {
        database.run(
                "CREATE EXTENSION postgres_fdw",
                "CREATE TABLE base (id int, v int GENERATED ALWAYS AS (id + 1) VIRTUAL, s int GENERATED ALWAYS AS (id + 2)"
                        + " STORED)",
                "INSERT INTO base SELECT generate_series(1, 3)",
                "CREATE VIEW base_view AS SELECT id, b AS r FROM base b",
                "CREATE MATERIALIZED VIEW base_stored AS SELECT * FROM base",
                "CREATE TABLE parent (id int)",
                "CREATE TABLE child (more int) INHERITS (parent)",
                "INSERT INTO parent VALUES (1)",
                "INSERT INTO child VALUES (2, 3)",
                "CREATE TABLE parted (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE parted_a PARTITION OF parted FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE parted_b PARTITION OF parted DEFAULT",
                "INSERT INTO parted VALUES (1), (20)",
                "CREATE SERVER self FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'localhost', port '"
                        + database.port() + "', dbname '" + database.name() + "')",
                "CREATE USER MAPPING FOR postgres SERVER self OPTIONS (user 'postgres')",
                "CREATE FOREIGN TABLE far (id int) SERVER self OPTIONS (table_name 'base')",
                "CREATE TABLE nothing (id int)");
        assertEquals(3, TestPlans.rows(database, "base").size());
        assertEquals(List.of("1", "2", "3"), TestPlans.rows(database, "base").get(0));
        assertEquals(
                List.of("1", "{\"id\":1,\"v\":2,\"s\":3}"),
                TestPlans.rows(database, "base_view").get(0));
        assertEquals(3, TestPlans.rows(database, "base_stored").size());
        assertEquals(2, TestPlans.rows(database, "parent").size());
        assertEquals(2, TestPlans.rows(database, "parted").size());
        assertEquals(3, TestPlans.rows(database, "far").size());
        assertEquals(0, TestPlans.rows(database, "nothing").size());
        assertEquals(List.of(), describe("base_view").extents());
        assertEquals(List.of(), describe("far").extents());
        assertEquals(List.of(), describe("parent").extents());
        assertEquals(2, describe("parted").extents().size());
    }

    @Test
    void estimatesTheRowsOfWholeTablesByTheirStatistics() {
        database.run(
                "CREATE TABLE guessed (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE guessed_a PARTITION OF guessed FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE guessed_b PARTITION OF guessed DEFAULT",
                "INSERT INTO guessed SELECT generate_series(1, 1000)",
                "CREATE VIEW guessed_view AS SELECT * FROM guessed");
        assertEquals(OptionalLong.empty(), estimate("guessed"), "nobody has gathered any");
        database.run("ANALYZE guessed");
        assertEquals(OptionalLong.of(1000), estimate("guessed"));
        assertEquals(OptionalLong.empty(), estimate("guessed_view"));
    }

    private static OptionalLong estimate(String table) {
        try (Source source = database.open()) {
            JobPlan plan = TestPlans.plan(source.describe(TestPlans.question(table)), TestPlans.options());
            return source.estimate(plan.reading());
        }
    }

    @Test
    void readsTheWindowAndNothingElse() {
        database.run(
                "CREATE TABLE windowed (id int, at timestamp(3), name text COLLATE \"en-x-icu\")",
                "INSERT INTO windowed SELECT i, timestamp '2026-01-01' + i * interval '1 day', chr(64 + i)"
                        + " FROM generate_series(1, 9) i",
                "INSERT INTO windowed VALUES (10, NULL, 'a''\\b')");
        assertEquals(
                List.of("3", "4"),
                ids(
                        "at",
                        CursorType.TIMESTAMP,
                        exclusive("2026-01-03 00:00:00.000"),
                        exclusive("2026-01-06" + " 00:00:00.000"),
                        Optional.empty()));
        assertEquals(
                List.of("2", "3", "4"),
                ids("id", CursorType.INTEGER, inclusive("2"), inclusive("4"), Optional.empty()));
        assertEquals(
                List.of("3"),
                ids("id", CursorType.INTEGER, inclusive("2"), inclusive("4"), Optional.of("id = 3 OR id = 9 -- odd")));
        assertEquals(List.of("10"), ids("name", CursorType.TEXT, exclusive("I"), inclusive("a'\\b"), Optional.empty()));
        assertEquals(List.of(), ids("id", CursorType.INTEGER, exclusive("-5"), exclusive("1"), Optional.empty()));
    }

    private static Bound exclusive(String value) {
        return new Bound(value, Bound.Edge.EXCLUSIVE);
    }

    private static Bound inclusive(String value) {
        return new Bound(value, Bound.Edge.INCLUSIVE);
    }

    private static List<String> ids(String column, CursorType type, Bound low, Bound high, Optional<String> where) {
        try (Source source = database.open()) {
            Cursor cursor = new Cursor(column, column, type, 3, Cursor.Uniqueness.REPEATED);
            JobPlan plan = TestPlans.plan(
                    source.describe(TestPlans.question("windowed")),
                    TestPlans.options(),
                    Optional.of(cursor),
                    new Window(Optional.of(low), Optional.of(high)),
                    where);
            return TestPlans.rows(source, plan, Slice.WHOLE).stream()
                    .map(row -> row.get(0))
                    .toList();
        }
    }

    @Test
    void slicesOfOneSnapshotAreTheWholeTable() {
        database.run(
                "CREATE TABLE sliced (id int, pad text)",
                "INSERT INTO sliced SELECT i, repeat('x', 500) FROM generate_series(1, 20000) i",
                "DELETE FROM sliced WHERE id % 7 = 0");
        assertSlicesAreWhole("sliced", 1000, 10, 17143);
        assertSlicesAreWhole("sliced", 4, 4, 17143);
        assertSlicesAreWhole("sliced", 1, 1, 17143);
    }

    @Test
    void slicesPartitionedTablesLeafByLeafOrThroughThemAll() {
        database.run(
                "CREATE TABLE leaves (id int, pad text) PARTITION BY RANGE (id)",
                "CREATE TABLE leaf_a PARTITION OF leaves FOR VALUES FROM (0) TO (16000)",
                "CREATE TABLE leaf_b PARTITION OF leaves FOR VALUES FROM (16000) TO (18000)",
                "CREATE TABLE \"leaf C\" (pad text, gone int, id int)",
                "ALTER TABLE \"leaf C\" DROP COLUMN gone",
                "ALTER TABLE leaves ATTACH PARTITION \"leaf C\" FOR VALUES FROM (18000) TO (90000)",
                "CREATE TABLE leaf_empty PARTITION OF leaves DEFAULT",
                "INSERT INTO leaves SELECT i, repeat('x', 500) FROM generate_series(1, 20000) i");
        assertSlicesAreWhole("leaves", 6, 6, 20000);
        assertSlicesAreWhole("leaves", 2, 2, 20000);
    }

    /** Rows are changed while the slices are read: none of it may show. */
    private static void assertSlicesAreWhole(String table, int wanted, int expected, int rows) {
        try (Source source = database.open()) {
            SourceDescription description = source.describe(TestPlans.question(table));
            List<Slice> slices = TestPlans.DIALECT.slices(description, wanted);
            assertEquals(expected, slices.size(), slices.toString());
            JobPlan plan = TestPlans.plan(
                    description,
                    TestPlans.options(),
                    Optional.empty(),
                    Window.ALL,
                    Optional.of("\"" + description.table().table() + "\".id > 0"));
            database.run("UPDATE " + table + " SET pad = 'changed' WHERE id % 3 = 0");
            List<List<String>> read = new ArrayList<>();
            slices.forEach(slice -> read.addAll(TestPlans.rows(source, plan, slice)));
            assertEquals(rows, read.size());
            assertEquals(rows, read.stream().map(List::toString).distinct().count());
            assertFalse(read.stream().anyMatch(row -> row.contains("changed")));
        }
        database.run("UPDATE " + table + " SET pad = repeat('x', 500) WHERE pad = 'changed'", "VACUUM FULL " + table);
    }

    @Test
    void readsSeveralSlicesAtOnce() {
        database.run(
                "CREATE TABLE twice (id int, pad text)",
                "INSERT INTO twice SELECT i, repeat('x', 500) FROM generate_series(1, 10000) i");
        try (Source source = database.open()) {
            SourceDescription description = source.describe(TestPlans.question("twice"));
            JobPlan plan = TestPlans.plan(description, TestPlans.options());
            List<Slice> slices = TestPlans.DIALECT.slices(description, 3);
            List<BatchReader> readers = slices.stream()
                    .map(slice -> source.read(plan.reading(), slice))
                    .toList();
            ColumnBatch batch = new ColumnBatch(plan.reading().schema(), 10_000);
            int rows = 0;
            for (BatchReader reader : readers) {
                while (reader.read(batch, 1 << 20).isPresent()) {
                    rows += batch.rows();
                    batch.clear();
                }
                reader.close();
            }
            assertEquals(10_000, rows);
        }
    }

    @Test
    void joinsASnapshotThatAnotherSourceHolds() {
        database.run("CREATE TABLE shared (id int)", "INSERT INTO shared VALUES (1)");
        try (Source driver = database.open();
                Source executor = database.open()) {
            JobPlan plan = TestPlans.plan(driver.describe(TestPlans.question("shared")), TestPlans.options());
            database.run("INSERT INTO shared VALUES (2)");
            assertEquals(1, TestPlans.rows(executor, plan, Slice.WHOLE).size());
        }
    }

    @Test
    void boundsABatchByItsBytesAndStillLandsOneWideRow() {
        database.run(
                "CREATE TABLE wide (id int, doc text)",
                "INSERT INTO wide SELECT i, repeat('x', CASE WHEN i = 50 THEN 3000000 ELSE 10000 END)"
                        + " FROM generate_series(1, 100) i");
        try (Source source = database.open()) {
            JobPlan plan = TestPlans.plan(source.describe(TestPlans.question("wide")), TestPlans.options());
            ColumnBatch batch = new ColumnBatch(plan.reading().schema(), 1000);
            List<Integer> rows = new ArrayList<>();
            try (BatchReader reader = source.read(plan.reading(), Slice.WHOLE)) {
                while (reader.read(batch, 200_000).isPresent()) {
                    assertTrue(batch.bytes() <= 200_000 || batch.rows() == 1, batch.rows() + " " + batch.bytes());
                    rows.add(batch.rows());
                    batch.clear();
                }
                assertTrue(reader.read(batch, 200_000).isEmpty());
            }
            assertEquals(100, rows.stream().mapToInt(Integer::intValue).sum());
            assertTrue(rows.contains(1) && rows.size() < 12, rows.toString());
        }
    }

    @Test
    void streamsMoreThanTheHeapHolds() {
        database.run("CREATE VIEW endless AS SELECT generate_series(1, 3000000) AS i, repeat('x', 1000) AS pad");
        try (Source source = database.open()) {
            JobPlan plan = TestPlans.plan(source.describe(TestPlans.question("endless")), TestPlans.options());
            ColumnBatch batch = new ColumnBatch(plan.reading().schema(), 10_000);
            long bytes = 0;
            try (BatchReader reader = source.read(plan.reading(), Slice.WHOLE)) {
                while (reader.read(batch, 4 << 20).isPresent()) {
                    bytes += batch.bytes();
                    batch.clear();
                }
            }
            assertTrue(
                    bytes > 2 * Runtime.getRuntime().maxMemory(),
                    bytes + " of " + Runtime.getRuntime().maxMemory());
        }
    }

    @Test
    void closingEarlyAbandonsTheRestAndFreesTheServer() {
        database.run("CREATE VIEW long_one AS SELECT generate_series(1, 1000000000) AS i");
        try (Source source = database.open()) {
            JobPlan plan = TestPlans.plan(source.describe(TestPlans.question("long_one")), TestPlans.options());
            ColumnBatch batch = new ColumnBatch(plan.reading().schema(), 10);
            try (BatchReader reader = source.read(plan.reading(), Slice.WHOLE)) {
                assertTrue(reader.read(batch, 1 << 20).isPresent());
            }
        }
        awaitNoSession();
    }

    @Test
    void cancelEndsAReadThatIsUnderWay() throws InterruptedException {
        database.run("CREATE VIEW stuck AS SELECT i, pg_sleep(CASE WHEN i > 5 THEN 600 ELSE 0 END)::text AS s"
                + " FROM generate_series(1, 100) i");
        try (Source source = database.open()) {
            JobPlan plan = TestPlans.plan(source.describe(TestPlans.question("stuck")), TestPlans.options());
            ColumnBatch batch = new ColumnBatch(plan.reading().schema(), 100);
            Thread canceller = new Thread(() -> {
                awaitActive("stuck");
                source.cancel();
            });
            canceller.start();
            IngestException failure = assertThrows(IngestException.class, () -> {
                try (BatchReader reader = source.read(plan.reading(), Slice.WHOLE)) {
                    reader.read(batch, 1 << 20);
                }
            });
            canceller.join();
            assertEquals(FailureKind.READ, failure.kind());
            assertTrue(failure.getMessage().contains("cancelled"), failure.getMessage());
            assertThrows(IngestException.class, () -> source.read(plan.reading(), Slice.WHOLE));
        }
    }

    private static void awaitActive(String table) {
        String query = "SELECT pid FROM pg_stat_activity WHERE application_name = 'ingest' AND state = 'active'"
                + " AND wait_event = 'PgSleep' AND query LIKE 'COPY%" + table + "%'";
        while (database.ask(query).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static void awaitNoSession() {
        String query = "SELECT pid FROM pg_stat_activity WHERE application_name = 'ingest' AND state = 'active'"
                + " AND query LIKE '%long_one%'";
        while (!database.ask(query).isEmpty()) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(), database.ask(query));
    }

    @Test
    void aConnectionCutInMidReadIsAFailureAndNotAnEnd() {
        database.run("CREATE VIEW cut AS SELECT i, pg_sleep(CASE WHEN i > 5 THEN 600 ELSE 0 END)::text AS s"
                + " FROM generate_series(1, 100) i");
        try (Source source = database.open()) {
            JobPlan plan = TestPlans.plan(source.describe(TestPlans.question("cut")), TestPlans.options());
            ColumnBatch batch = new ColumnBatch(plan.reading().schema(), 100);
            Thread killer = new Thread(() -> {
                awaitActive("cut");
                database.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ingest'"
                        + " AND query LIKE 'COPY%cut%'");
            });
            killer.start();
            IngestException failure = assertThrows(IngestException.class, () -> {
                try (BatchReader reader = source.read(plan.reading(), Slice.WHOLE)) {
                    reader.read(batch, 1 << 20);
                }
            });
            assertEquals(FailureKind.READ, failure.kind());
            assertTrue(failure.getMessage().contains("the connection was lost"), failure.getMessage());
        }
    }

    @Test
    void holdsTheTableAgainstTruncationUntilItIsRead() {
        database.run("CREATE TABLE held (id int)", "INSERT INTO held VALUES (1)");
        try (Source source = database.open()) {
            JobPlan plan = TestPlans.plan(source.describe(TestPlans.question("held")), TestPlans.options());
            assertThrows(IllegalStateException.class, () -> database.run("SET lock_timeout = '50ms'", "TRUNCATE held"));
            assertEquals(1, TestPlans.rows(source, plan, Slice.WHOLE).size());
        }
    }

    @Test
    void readsForAUserWhoMaySeeSomeColumnsAlone() {
        database.run(
                "CREATE TABLE guarded (id int, hidden int)",
                "INSERT INTO guarded VALUES (1, 2)",
                "CREATE ROLE narrow LOGIN",
                "GRANT SELECT (id) ON guarded TO narrow");
        try (Connector way = new PostgresConnector(database.target("narrow", Optional.empty()));
                Source source = way.session()) {
            SourceDescription all = source.describe(TestPlans.question("guarded"));
            SourceDescription visible = new SourceDescription(
                    all.table(), all.columns().subList(0, 1), List.of(), Set.of(), List.of(), all.snapshot());
            JobPlan plan = TestPlans.plan(visible, TestPlans.options());
            assertEquals(List.of(List.of("1")), TestPlans.rows(source, plan, Slice.WHOLE));
        }
        database.run("REVOKE ALL ON guarded FROM narrow", "DROP ROLE narrow");
    }

    @Test
    void aPlanWithoutColumnsShowsItsQuery() {
        SourceDescription bare = new SourceDescription(
                TableName.parse("Sales.\"Order Details\""), List.of(), List.of(), Set.of(), List.of(), Snapshot.ALONE);
        String query = TestPlans.DIALECT.request(
                TestPlans.plan(bare, TestPlans.options()).reading(), Slice.WHOLE);
        assertEquals("SELECT * FROM \"sales\".\"Order Details\"", query);
        assertEquals(List.of(Slice.WHOLE), TestPlans.DIALECT.slices(bare, 8));
    }
}
