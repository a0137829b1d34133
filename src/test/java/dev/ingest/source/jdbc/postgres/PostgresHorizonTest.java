package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Extraction;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.Source;
import dev.ingest.source.SourceQuestion;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far a cursor can be read, beside the sessions of others. */
class PostgresHorizonTest {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final Duration WINDOW = Duration.ofHours(1);

    private TestPostgres database;

    @BeforeEach
    void createDatabase() {
        database = TestPostgres.database();
    }

    private Horizon horizon(String table, String cursor) {
        return horizon(table, cursor, WINDOW, Optional.empty());
    }

    private Horizon horizon(String table, String cursor, Duration window, Optional<ZoneId> zone) {
        try (Source source = database.open()) {
            return source.horizon(
                    new SourceQuestion(Extraction.of(TableName.parse(table)), Optional.of(cursor), window, zone));
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.parse(database.ask(
                        "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                .get(0));
    }

    private static LocalDateTime high(Horizon horizon) {
        Bound bound = horizon.high().orElseThrow();
        assertEquals(Bound.Edge.EXCLUSIVE, bound.edge());
        return LocalDateTime.parse(bound.value().replace("+00:00", ""), CLOCK);
    }

    @Test
    void isTheServersClockWhenNobodyWrites() {
        database.run("CREATE TABLE t (c timestamptz NOT NULL)");
        LocalDateTime before = now().toLocalDateTime();
        Horizon horizon = horizon("t", "c");
        LocalDateTime after = now().toLocalDateTime();
        assertTrue(!high(horizon).isBefore(before) && !high(horizon).isAfter(after), horizon.toString());
        assertTrue(horizon.high().orElseThrow().value().endsWith("+00:00"));
        assertEquals(List.of(), horizon.remarks());
    }

    @Test
    void isTheStartOfTheOldestOpenTransactionEvenIdleInAnotherDatabase() throws SQLException {
        database.run("CREATE TABLE t (c timestamptz)");
        TestPostgres other = TestPostgres.database();
        try (Connection idle = other.connect();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.execute("CREATE TABLE written (c int)");
            LocalDateTime started = start(statement);
            Horizon horizon = horizon("t", "c");
            assertEquals(started, high(horizon));
            idle.rollback();
            assertTrue(high(horizon("t", "c")).isAfter(started));
        }
    }

    private static LocalDateTime start(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("SELECT now()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime();
        }
    }

    @Test
    void isNeverFurtherBehindThanTheWindowAndNamesWhoHoldsItBack() throws SQLException {
        database.run("CREATE TABLE t (c timestamptz)");
        try (Connection old = database.connect();
                Statement statement = old.createStatement()) {
            old.setAutoCommit(false);
            statement.execute("SET application_name = 'month end'");
            LocalDateTime started = start(statement);
            Horizon horizon = horizon("t", "c", Duration.ofNanos(1000), Optional.empty());
            assertTrue(high(horizon).isAfter(started));
            assertEquals(1, horizon.remarks().size());
            String warning = horizon.remarks().get(0).sentence();
            assertTrue(
                    warning.contains("'month end'") && warning.contains("postgres") && warning.contains("pid "),
                    warning);
        }
    }

    @Test
    void liesAWholeWindowBackBesideAPreparedTransactionWhoseStartNobodyKnows() throws SQLException {
        database.run("CREATE TABLE t (c timestamptz)");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("INSERT INTO t VALUES (now())");
            LocalDateTime started = start(statement);
            statement.execute("PREPARE TRANSACTION 'one'");
            try {
                assertTrue(high(horizon("t", "c")).isBefore(started));
            } finally {
                statement.execute("ROLLBACK PREPARED 'one'");
            }
        }
        assertEquals(List.of(), horizon("t", "c").remarks());
    }

    @Test
    void warnsOnceWhereOthersSessionsAreHidden() throws SQLException {
        database.run("CREATE TABLE t (c timestamptz)", "CREATE ROLE blind LOGIN", "GRANT SELECT ON t TO blind");
        try (Connection hidden = database.connect();
                Connector way = new PostgresConnector(database.target("blind", Optional.empty()));
                Source source = way.session()) {
            hidden.setAutoCommit(false);
            Horizon horizon = source.horizon(TestPlans.question("t", Optional.of("c")));
            assertEquals(1, horizon.remarks().size(), horizon.remarks().toString());
            assertTrue(
                    horizon.remarks().get(0).sentence().contains("watermark_lag"),
                    horizon.remarks().toString());
        }
        database.run("REVOKE ALL ON t FROM blind", "DROP ROLE blind");
    }

    @Test
    void standsInTheServersZoneForTimesWithoutOne() {
        database.run(
                "CREATE TABLE t (c timestamp, d timestamp(3), s timestamp(0))",
                "ALTER DATABASE " + database.name() + " SET TimeZone = 'America/St_Johns'");
        LocalDateTime before =
                now().atZoneSameInstant(ZoneId.of("America/St_Johns")).toLocalDateTime();
        LocalDateTime high = high(horizon("t", "c"));
        LocalDateTime after =
                now().atZoneSameInstant(ZoneId.of("America/St_Johns")).toLocalDateTime();
        assertTrue(!high.isBefore(before) && !high.isAfter(after), high.toString());
        assertTrue(horizon("t", "d").high().orElseThrow().value().matches(".*:\\d\\d\\.\\d{3}"));
        assertTrue(horizon("t", "s").high().orElseThrow().value().matches("[^.]*:\\d\\d"));
    }

    @Test
    void prefersTheZoneThatUsersSet() {
        database.run("CREATE TABLE t (c timestamp)");
        ZoneId zone = ZoneId.of("Pacific/Kiritimati");
        LocalDateTime high = high(horizon("t", "c", WINDOW, Optional.of(zone)));
        assertTrue(high.isAfter(now().toLocalDateTime().plusHours(13)), high.toString());
    }

    @Test
    void ofDatesIsTodayExcluded() {
        database.run("CREATE TABLE t (c date)");
        LocalDate before = now().toLocalDate();
        Bound bound =
                horizon("t", "c", WINDOW, Optional.of(ZoneOffset.UTC)).high().orElseThrow();
        LocalDate after = now().toLocalDate();
        assertEquals(Bound.Edge.EXCLUSIVE, bound.edge());
        LocalDate high = LocalDate.parse(bound.value());
        assertTrue(!high.isBefore(before) && !high.isAfter(after), bound.value());
    }

    @Test
    void countsNullsAndWhatLiesBeyondIt() {
        database.run(
                "CREATE TABLE t (c timestamptz)",
                "INSERT INTO t VALUES (NULL), (NULL), ('infinity'), ('9999-12-31'), (now() + interval '1 hour'), (now())");
        Horizon horizon = horizon("t", "c");
        assertEquals(2, horizon.unreachable());
        assertEquals(2, horizon.beyond());
    }

    @Test
    void ofOtherCursorsIsTheHighestValueIncluded() {
        database.run(
                "CREATE TABLE t (i bigint NOT NULL, n numeric, s text COLLATE \"en-x-icu\", e integer)",
                "INSERT INTO t VALUES (4711, 'NaN', 'b', NULL), (12, 4711.50, 'Z', NULL), (1, 'Infinity', 'a', NULL)");
        assertEquals(
                Optional.of(new Bound("4711", Bound.Edge.INCLUSIVE)),
                horizon("t", "i").high());
        assertEquals(
                Optional.of(new Bound("4711.50", Bound.Edge.INCLUSIVE)),
                horizon("t", "n").high());
        assertEquals(
                Optional.of(new Bound("b", Bound.Edge.INCLUSIVE)),
                horizon("t", "s").high());
        assertEquals(Optional.empty(), horizon("t", "e").high());
        assertEquals(3, horizon("t", "e").unreachable());
    }

    @Test
    void looksAtTheRowsOfTheUsersConditionAlone() {
        database.run("CREATE TABLE t (i int, region text)", "INSERT INTO t VALUES (1, 'EU'), (2, 'US'), (NULL, 'US')");
        try (Source source = database.open()) {
            Horizon horizon = source.horizon(new SourceQuestion(
                    new Extraction(TableName.parse("t"), Optional.empty(), Optional.of("region = 'EU' -- only")),
                    Optional.of("I"),
                    WINDOW,
                    Optional.empty()));
            assertEquals("1", horizon.high().orElseThrow().value());
            assertEquals(0, horizon.unreachable());
        }
    }

    @Test
    void refusesWhatCannotBeACursor() {
        database.run("CREATE TABLE t (id int, doc jsonb, updated_at timestamptz)");
        assertMessage("t", "doc", "Cannot use column doc of table public.t as watermark: it is jsonb.");
        assertMessage("t", "update_at", "Near matches: updated_at.");
    }

    private void assertMessage(String table, String cursor, String part) {
        IngestException failure = assertThrows(IngestException.class, () -> horizon(table, cursor));
        assertEquals(FailureKind.CONFIG, failure.kind());
        assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }
}
