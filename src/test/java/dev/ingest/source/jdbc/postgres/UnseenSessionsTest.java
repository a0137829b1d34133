package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.Remark;
import dev.ingest.source.Connector;
import dev.ingest.source.Source;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions that may write rows with earlier times, and of which the server tells little or nothing. */
class UnseenSessionsTest {
    private TestPostgres database;

    @BeforeEach
    void createTable() {
        database = TestPostgres.database();
        database.run("CREATE TABLE t (n int, c timestamptz DEFAULT now())");
    }

    @Test
    void aRowOfATransactionWhoseActivityIsNotTrackedIsNotBelowTheHorizon() throws SQLException {
        try (Connection silent = database.connect();
                Statement statement = silent.createStatement()) {
            statement.execute("SET track_activities = off");
            silent.setAutoCommit(false);
            OffsetDateTime written = insert(statement);
            Horizon horizon = horizon("postgres");
            assertFalse(high(horizon).isAfter(written), horizon.toString());
            assertEquals(1, horizon.remarks().size(), horizon.toString());
            String said = horizon.remarks().get(0).sentence();
            assertTrue(said.contains("what 1 session does, 1 of them with track_activities off: the horizon"), said);
            assertFalse(said.contains("GRANT"), said);
        }
    }

    @Test
    void aRowOfATransactionThatThisUserMayNotSeeIsNotBelowTheHorizon() throws SQLException {
        database.run("CREATE ROLE shut LOGIN", "GRANT SELECT ON t TO shut");
        try (Connection hidden = database.connect();
                Statement statement = hidden.createStatement()) {
            hidden.setAutoCommit(false);
            OffsetDateTime written = insert(statement);
            Horizon horizon = horizon("shut");
            assertFalse(high(horizon).isAfter(written), horizon.toString());
            assertTrue(horizon.remarks().get(0).sentence().contains("GRANT pg_read_all_stats TO shut"));
        } finally {
            database.run("DROP OWNED BY shut", "DROP ROLE shut");
        }
    }

    @Test
    void whatLogicalReplicationAppliesCarriesTheTimesOfItsOrigin() {
        TestPostgres origin = TestPostgres.database();
        String slot = "slot_of_" + database.name();
        origin.run("CREATE TABLE t (n int, c timestamptz)", "CREATE PUBLICATION p FOR TABLE t");
        origin.run("SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        database.run("CREATE SUBSCRIPTION s CONNECTION 'host=localhost port=" + origin.port() + " user=postgres dbname="
                + origin.name() + "' PUBLICATION p WITH (create_slot = false, copy_data = false, slot_name = '" + slot
                + "')");
        try {
            while (database.ask("SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND backend_type LIKE 'logical replication%'")
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            OffsetDateTime before = OffsetDateTime.parse(now());
            Horizon horizon = horizon("postgres");
            assertTrue(high(horizon).isBefore(before.minusMinutes(59)), horizon.toString());
            assertEquals(1, horizon.remarks().size(), horizon.toString());
            assertTrue(horizon.remarks().get(0).sentence().contains("stays late_commit_window (1h) behind the clock"));
        } finally {
            database.run("DROP SUBSCRIPTION s");
        }
    }

    @Test
    void sessionsInOtherDatabasesAreNoAlarm() throws SQLException {
        database.run("CREATE ROLE apart LOGIN", "GRANT SELECT ON t TO apart");
        TestPostgres other = TestPostgres.database();
        try (Connection hidden = other.connect();
                Statement silent = hidden.createStatement();
                Connection old = other.connect();
                Statement statement = old.createStatement()) {
            silent.execute("SET track_activities = off");
            old.setAutoCommit(false);
            statement.execute("SELECT txid_current()");
            OffsetDateTime before = OffsetDateTime.parse(now());
            try (Connector way = new PostgresConnector(database.target("apart", Optional.empty()));
                    Source source = way.session()) {
                Horizon horizon = source.horizon(TestPlans.question("t", Optional.of("c")));
                assertEquals(List.of(), horizon.remarks());
                assertTrue(high(horizon).isAfter(before), horizon.toString());
            }
        } finally {
            database.run("DROP OWNED BY apart", "DROP ROLE apart");
        }
    }

    @Test
    void aWarningOfOneKindHasOneTopicHoweverManySessionsThereAre() throws SQLException {
        try (Connection one = database.connect();
                Statement first = one.createStatement()) {
            first.execute("SET track_activities = off");
            String topic = horizon("postgres").remarks().get(0).topic();
            try (Connection two = database.connect();
                    Statement second = two.createStatement()) {
                second.execute("SET track_activities = off");
                Remark remark = horizon("postgres").remarks().get(0);
                assertEquals(topic, remark.topic());
                assertTrue(remark.sentence().contains("what 2 sessions do, 2 of them"), remark.sentence());
            }
        }
    }

    /** The server shows that moment too briefly to be met; a view in its place makes it last. */
    @Test
    void aSessionThatHasNotYetBegunItsTransactionCountsFromItsStatementOn() throws Exception {
        beginsNoTransaction("beginning");
        try (Connection lock = database.connect();
                Statement holder = lock.createStatement();
                Connection waits = database.connect();
                Statement statement = waits.createStatement()) {
            holder.execute("SELECT pg_advisory_lock(4711)");
            statement.execute("SET application_name = 'beginning'");
            Thread waiting = new Thread(() -> await(statement));
            waiting.start();
            String started = "";
            while (started.isEmpty()) {
                started = database.ask("SELECT coalesce(max(to_char(query_start AT TIME ZONE 'UTC',"
                                + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')), '') FROM pg_stat_activity"
                                + " WHERE application_name = 'beginning' AND wait_event_type = 'Lock'")
                        .get(0);
            }
            Horizon horizon = horizon("postgres");
            holder.execute("SELECT pg_advisory_unlock(4711)");
            waiting.join();
            assertEquals(OffsetDateTime.parse(started), high(horizon));
        }
    }

    private static void await(Statement statement) {
        try {
            statement.execute("SELECT pg_advisory_lock(4711)");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void beginsNoTransaction(String application) {
        String columns = database
                .ask("SELECT attname FROM pg_attribute WHERE attrelid = 'pg_catalog.pg_stat_activity'::regclass"
                        + " AND attnum > 0 ORDER BY attnum")
                .stream()
                .map(name -> name.equals("xact_start")
                        ? "CASE WHEN application_name <> '" + application + "' THEN xact_start END AS xact_start"
                        : name)
                .collect(Collectors.joining(", "));
        database.run("SET allow_system_table_mods = on;"
                + " ALTER VIEW pg_catalog.pg_stat_activity RENAME TO pg_stat_activity_whole;"
                + " CREATE VIEW pg_catalog.pg_stat_activity AS SELECT " + columns
                + " FROM pg_catalog.pg_stat_activity_whole");
    }

    private static OffsetDateTime insert(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("INSERT INTO t VALUES (1) RETURNING c")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class);
        }
    }

    private String now() {
        return database.ask("SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                .get(0);
    }

    private Horizon horizon(String user) {
        try (Connector way = new PostgresConnector(database.target(user, Optional.empty()));
                Source source = way.session()) {
            return source.horizon(TestPlans.question("t", Optional.of("c")));
        }
    }

    private static OffsetDateTime high(Horizon horizon) {
        String value = horizon.high().orElseThrow().value();
        return LocalDateTime.parse(value.replace("+00:00", "").replace(' ', 'T'))
                .atOffset(ZoneOffset.UTC);
    }
}
