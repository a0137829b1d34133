package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.Nullability;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.CursorCandidate;
import dev.ingest.source.CursorCandidate.Index;
import dev.ingest.source.Health;
import dev.ingest.source.TableSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a database tells of itself and its tables before anything is read. */
@Timeout(120)
class PostgresTablesTest {
    private TestPostgres database;

    @BeforeEach
    void createDatabase() {
        database = TestPostgres.database();
    }

    private TableSummary summary(String table) {
        try (Connector way = new PostgresConnector(database.target())) {
            List<TableSummary> found = way.summaries("public." + table);
            assertEquals(1, found.size(), found::toString);
            return found.get(0);
        }
    }

    @Test
    void aTableHasItsRowsItsBytesItsKeyAndItsCandidates() {
        database.run("CREATE DOMAIN moment AS timestamptz");
        database.run("CREATE TABLE orders (region text, id int, changed timestamp(3) NOT NULL, noted moment, day date,"
                + " counter bigint, seq smallint, PRIMARY KEY (region, id))");
        database.run("CREATE INDEX ON orders (changed, day)");
        database.run("CREATE INDEX ON orders (counter)");
        database.run("CREATE INDEX ON orders (noted) WHERE day IS NOT NULL");
        database.run("INSERT INTO orders (region, id, changed) SELECT 'EU', i, now() FROM generate_series(1, 5000) i");
        database.run("ANALYZE orders");

        TableSummary orders = summary("orders");

        assertEquals(TableName.exact("public", "orders"), orders.name());
        assertEquals(TableName.exact("orders"), orders.shortest());
        assertEquals(OptionalLong.of(5000), orders.rows());
        assertTrue(orders.bytes().orElse(0) >= 5000 * 40, orders::toString);
        assertEquals(List.of("region", "id"), orders.primaryKey());
        assertEquals(
                List.of(
                        new CursorCandidate(
                                "changed",
                                "timestamp(3) without time zone",
                                CursorType.TIMESTAMP,
                                Index.LEADING,
                                Nullability.REQUIRED),
                        new CursorCandidate(
                                "noted", "moment", CursorType.TIMESTAMP_UTC, Index.NONE, Nullability.NULLABLE),
                        new CursorCandidate("day", "date", CursorType.DATE, Index.NONE, Nullability.NULLABLE),
                        new CursorCandidate(
                                "counter", "bigint", CursorType.INTEGER, Index.LEADING, Nullability.NULLABLE)),
                orders.candidates());
    }

    @Test
    void thePartsOfATableCountAsOne() {
        database.run("CREATE TABLE parted (id int PRIMARY KEY) PARTITION BY RANGE (id)");
        database.run("CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (1) TO (100)");
        database.run("CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM (100) TO (200)");
        database.run("INSERT INTO parted SELECT generate_series(1, 199)");
        database.run("ANALYZE parted_1, parted_2");

        assertEquals(OptionalLong.of(199), summary("part%").rows());
    }

    @Test
    void aTableOfAnotherSchemaIsFoundByItsWholeNameAlone() {
        database.run("CREATE SCHEMA sales", "CREATE TABLE sales.orders (id int)");
        try (Connector way = new PostgresConnector(database.target())) {
            TableName orders = TableName.exact("sales", "orders");
            assertEquals(
                    List.of(orders),
                    way.summaries("%.orders").stream()
                            .map(TableSummary::shortest)
                            .toList());
        }
    }

    @Test
    void ofAViewAndOfATableThatNobodyMeasuredTheSizeIsNotKnown() {
        database.run("CREATE TABLE fresh AS SELECT 1 AS id");
        database.run("CREATE VIEW seen AS SELECT id, now() AS at FROM fresh");

        assertEquals(OptionalLong.empty(), summary("fresh").rows());
        assertEquals(OptionalLong.empty(), summary("fresh").bytes());
        assertEquals(OptionalLong.empty(), summary("seen").rows());
        assertEquals("at", summary("seen").candidates().get(0).name());
    }

    @Test
    void thousandsOfTablesAreSummedUpInSecondsAndWaitForNoLock() {
        database.run("DO $$ BEGIN FOR i IN 1..3000 LOOP EXECUTE"
                + " format('CREATE TABLE many_%s (id int, changed timestamp)', i);"
                + " IF i % 500 = 0 THEN COMMIT; END IF; END LOOP; END $$");
        try (Connector way = new PostgresConnector(database.target())) {
            List<TableSummary> found = assertTimeout(Duration.ofSeconds(10), () -> way.summaries("public.MANY%"));

            assertEquals(3000, found.size());
            assertTrue(found.stream().allMatch(table -> table.candidates().size() == 1));
        }
    }

    @Test
    void aServerTellsItsVersionItsClockAndItsZone() {
        database.run("ALTER DATABASE " + database.name() + " SET TimeZone = 'Asia/Kathmandu'");
        try (Connector way = new PostgresConnector(database.target())) {
            Health health = way.health();

            assertEquals("PostgreSQL", health.product());
            assertEquals(database.ask("SHOW server_version"), List.of(health.version()));
            assertEquals("postgres", health.user());
            assertEquals(Health.PLAIN, health.encryption());
            assertEquals(Optional.of(ZoneId.of("Asia/Kathmandu")), health.zone());
            assertTrue(Duration.between(health.clock(), Instant.now()).abs().toMinutes() < 1, health::toString);
            assertEquals(Health.OpenTransactions.SEEN, health.openTransactions());
            assertEquals(List.of(), health.remarks());
        }
    }

    @Test
    void whoMayNotSeeTheTransactionsOfOthersIsToldTheWay() {
        database.run("CREATE ROLE short_sighted LOGIN");
        try (Connector way = new PostgresConnector(database.target("short_sighted", Optional.empty()))) {
            Health health = way.health();

            assertEquals(Health.OpenTransactions.HIDDEN, health.openTransactions());
            assertTrue(
                    health.remarks().toString().contains("GRANT pg_read_all_stats TO short_sighted"), health::toString);
        }
    }
}
