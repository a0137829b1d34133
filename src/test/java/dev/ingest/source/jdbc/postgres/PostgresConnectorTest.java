package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.Window;
import dev.ingest.secret.Secret;
import dev.ingest.source.Connector;
import dev.ingest.source.Source;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What jobs of one source share, and what they do not. */
@Timeout(120)
class PostgresConnectorTest {
    private static final String SESSIONS =
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'ingest'";

    private TestPostgres database;

    @BeforeEach
    void createDatabase() {
        database = TestPostgres.database();
        database.run("CREATE TABLE orders AS SELECT i AS id FROM generate_series(1, 3) i");
    }

    private static JobPlan plan(Source source, Optional<String> where) {
        return TestPlans.plan(
                source.describe(TestPlans.question("orders")),
                TestPlans.options(),
                Optional.empty(),
                Window.ALL,
                where);
    }

    private static void load(Connector way, Optional<String> where) {
        try (Source source = way.session()) {
            assertEquals(
                    3, TestPlans.rows(source, plan(source, where), Slice.WHOLE).size());
        }
    }

    @Test
    void aConnectionIsKeptFromJobToJob() {
        try (Connector way = new PostgresConnector(database.target())) {
            load(way, Optional.empty());
            List<String> first = database.ask(SESSIONS);
            load(way, Optional.empty());
            assertEquals(1, first.size());
            assertEquals(first, database.ask(SESSIONS));
        }
        awaitNone(SESSIONS);
    }

    @Test
    void betweenJobsNoTransactionSnapshotOrLockIsHeld() {
        try (Connector way = new PostgresConnector(database.target())) {
            load(way, Optional.empty());
            assertEquals(
                    List.of("idle"),
                    database.ask(
                            SESSIONS.replace("pid", "state") + " AND xact_start IS NULL AND backend_xmin IS NULL"));
            database.run("TRUNCATE orders");
        }
    }

    /** Conditions and views may call functions that outlast their transaction. */
    @Test
    void nothingThatAJobLeavesInASessionIsFoundByTheNext() {
        try (Connector way = new PostgresConnector(database.target())) {
            load(
                    way,
                    Optional.of("pg_advisory_lock(4711) IS NOT NULL AND set_config('work_mem', '77MB', false) <> ''"));
            load(way, Optional.of("current_setting('work_mem') <> '77MB'"));
            assertEquals(1, database.ask(SESSIONS).size(), "the same session");
            assertEquals(List.of(), database.ask("SELECT pid FROM pg_locks WHERE locktype = 'advisory'"));
        }
    }

    @Test
    void aConnectionThatDiedBetweenTwoJobsIsReplaced() {
        try (Connector way = new PostgresConnector(database.target())) {
            load(way, Optional.empty());
            List<String> first = database.ask(SESSIONS);
            database.run("SELECT pg_terminate_backend(" + first.get(0) + ")");
            awaitNone(SESSIONS);
            load(way, Optional.empty());
            assertNotEquals(first, database.ask(SESSIONS));
        }
    }

    @Test
    void aSessionThatWasToBeCancelledIsNotUsedAgain() {
        try (Connector way = new PostgresConnector(database.target())) {
            List<String> first;
            try (Source source = way.session()) {
                plan(source, Optional.empty());
                first = database.ask(SESSIONS);
                source.cancel();
            }
            load(way, Optional.empty());
            assertNotEquals(first, database.ask(SESSIONS));
        }
    }

    @Test
    void aRefusedPasswordIsTriedOnceForAllJobs() {
        database.demandPassword("clerk_" + database.name(), "right");
        JdbcTarget wrong = database.target("clerk_" + database.name(), Optional.of(new Secret("wrong")));
        try (Connector way = new PostgresConnector(wrong)) {
            IngestException first = refused(way);
            assertTrue(first.getMessage().contains("the server refuses the password"), first.getMessage());
            assertEquals(Outlook.STAYS, first.outlook());
            database.run("ALTER ROLE clerk_" + database.name() + " PASSWORD 'wrong'");
            IngestException second = refused(way);
            assertTrue(second.getMessage().contains("was not tried again"), second.getMessage());
            assertEquals(FailureKind.CONNECT, second.kind());
        }
        try (Connector way = new PostgresConnector(wrong);
                Source source = way.session()) {
            assertThrows(
                    IngestException.class, () -> source.describe(TestPlans.question("orders")), "no right to read");
        }
    }

    @Test
    void aServerThatTakesNoMoreConnectionsIsWorthAnotherAttempt() {
        database.run(
                "CREATE ROLE lonely_" + database.name() + " LOGIN CONNECTION LIMIT 0",
                "GRANT SELECT ON orders TO lonely_" + database.name());
        try (Connector way = new PostgresConnector(database.target("lonely_" + database.name(), Optional.empty()))) {
            assertEquals(Outlook.PASSES, refused(way).outlook());
            database.run("ALTER ROLE lonely_" + database.name() + " CONNECTION LIMIT 5");
            load(way, Optional.empty());
        }
    }

    private static IngestException refused(Connector way) {
        try (Source source = way.session()) {
            return assertThrows(IngestException.class, () -> source.describe(TestPlans.question("orders")));
        }
    }

    private void awaitNone(String query) {
        while (!database.ask(query).isEmpty()) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(), database.ask(query));
    }

    /** Whether it falls silent when it is greeted, or when it is asked. */
    @ParameterizedTest
    @CsvSource({"IntervalStyle", "pg_is_in_recovery"})
    void aServerThatStopsAnsweringAfterTheLoginHoldsUpNobody(String word) throws IOException {
        JdbcTarget target = database.target();
        try (Wire dead = Wire.dead("127.0.0.1", target.port(), word);
                Connector way = new PostgresConnector(new JdbcTarget(
                        target.section(),
                        target.kind(),
                        "127.0.0.1",
                        dead.port(),
                        target.database(),
                        target.login(),
                        target.parameters(),
                        Duration.ofMillis(500),
                        target.rowSecurity()))) {
            IngestException silent = assertThrows(IngestException.class, way::health);

            assertEquals(Outlook.PASSES, silent.outlook());
            assertTrue(
                    silent.getMessage()
                            .contains(
                                    "about the server: it took the login of postgres, and then sent nothing for longer"
                                            + " than connect_timeout"),
                    silent.getMessage());
        }
    }
}
