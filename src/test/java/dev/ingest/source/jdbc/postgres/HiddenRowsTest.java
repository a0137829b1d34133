package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.source.Connector;
import dev.ingest.source.Source;
import dev.ingest.source.jdbc.JdbcTarget;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that the server's row-level security does not show to the reader are not missed in silence. */
class HiddenRowsTest {
    private static TestPostgres database;

    @BeforeAll
    static void createTables() {
        database = TestPostgres.database();
        database.run(
                "CREATE ROLE seller LOGIN",
                "CREATE ROLE keeper LOGIN",
                "CREATE TABLE orders (id int, seller text)",
                "INSERT INTO orders VALUES (1, 'seller'), (2, 'another')",
                "ALTER TABLE orders ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY own ON orders USING (seller = current_user)",
                "CREATE TABLE owned (id int, seller text)",
                "INSERT INTO owned VALUES (1, 'seller'), (2, 'another')",
                "ALTER TABLE owned ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY own ON owned USING (seller = current_user)",
                "ALTER TABLE owned OWNER TO keeper",
                "CREATE TABLE forced (LIKE owned)",
                "INSERT INTO forced SELECT * FROM owned",
                "ALTER TABLE forced ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE forced FORCE ROW LEVEL SECURITY",
                "CREATE POLICY own ON forced USING (seller = current_user)",
                "ALTER TABLE forced OWNER TO seller",
                "CREATE TABLE parted (id int, seller text) PARTITION BY LIST (seller)",
                "CREATE TABLE parted_a PARTITION OF parted DEFAULT",
                "INSERT INTO parted SELECT * FROM owned",
                "ALTER TABLE parted ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY own ON parted USING (seller = current_user)",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO seller, keeper",
                "CREATE VIEW seen_by_keeper AS SELECT * FROM orders",
                "ALTER VIEW seen_by_keeper OWNER TO keeper",
                "CREATE VIEW invoking WITH (security_invoker = true) AS SELECT * FROM orders",
                "CREATE FUNCTION all_orders() RETURNS SETOF orders LANGUAGE plpgsql STABLE AS"
                        + " 'BEGIN RETURN QUERY SELECT * FROM orders; END'",
                "CREATE VIEW by_function AS SELECT * FROM all_orders()",
                "CREATE VIEW by_owner AS SELECT * FROM owned",
                "CREATE VIEW nested AS SELECT n.* FROM invoking n",
                "ALTER VIEW nested OWNER TO seller",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO seller, keeper");
    }

    @AfterAll
    static void dropRoles() {
        database.run("DROP OWNED BY seller, keeper CASCADE", "DROP ROLE seller, keeper");
    }

    private static Connector way(RowSecurity rowSecurity) {
        JdbcTarget target = database.target("seller", Optional.empty());
        return new PostgresConnector(new JdbcTarget(
                target.section(),
                target.kind(),
                target.host(),
                target.port(),
                target.database(),
                target.login(),
                target.parameters(),
                target.connectTimeout(),
                rowSecurity));
    }

    private static List<List<String>> rows(RowSecurity rowSecurity, String table) {
        try (Connector way = way(rowSecurity);
                Source source = way.session()) {
            JobPlan plan = TestPlans.plan(source.describe(TestPlans.question(table)), TestPlans.options());
            return TestPlans.rows(source, plan, Slice.WHOLE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "forced", "parted", "seen_by_keeper", "invoking", "by_function", "nested"})
    void aTableOrViewOfWhichAPolicyHidesRowsFailsWithTheWayOut(String table) {
        IngestException failure = assertThrows(IngestException.class, () -> rows(RowSecurity.FAIL, table));
        assertEquals(FailureKind.CONFIG, failure.kind());
        assertTrue(
                failure.getMessage().contains("row-level security hides rows from seller")
                        && failure.getMessage().contains("row_security = \"filter\" in [sources.test]"),
                failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "forced", "parted", "invoking", "by_function", "nested"})
    void whereThePolicyIsMeantWhatItShowsLands(String table) {
        assertEquals(List.of(List.of("1", "seller")), rows(RowSecurity.FILTER, table));
    }

    @Test
    void thoseWhoSeeAllRowsReadThemAll() {
        database.run("ALTER ROLE seller BYPASSRLS");
        try {
            assertEquals(2, rows(RowSecurity.FAIL, "orders").size());
        } finally {
            database.run("ALTER ROLE seller NOBYPASSRLS");
        }
        assertEquals(2, rows(RowSecurity.FAIL, "by_owner").size(), "the view's owner sees all rows of the table");
        assertEquals(2, TestPlans.rows(database, "orders").size());
    }

    @Test
    void theOwnerWhoseOwnPolicyIsForcedReadsTheServersHint() {
        IngestException failure = assertThrows(IngestException.class, () -> rows(RowSecurity.FAIL, "forced"));
        assertTrue(failure.getMessage().contains("NO FORCE ROW LEVEL SECURITY"), failure.getMessage());
    }

    @Test
    void theHorizonOfHiddenRowsIsNotTaken() {
        try (Connector way = way(RowSecurity.FAIL);
                Source source = way.session()) {
            IngestException failure = assertThrows(
                    IngestException.class, () -> source.horizon(TestPlans.question("orders", Optional.of("id"))));
            assertEquals(FailureKind.CONFIG, failure.kind());
        }
    }
}
