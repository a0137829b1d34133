package dev.ingest.source.jdbc.sqlserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.job.DatabaseKind;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.LandedText;
import dev.ingest.source.Source;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourcePlans;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How far a real server can be read, and what a window of it holds. */
class SqlServerHorizonTest {
    private static TestSqlServer database;
    private static Connector connector;

    @BeforeAll
    static void createTables() {
        database = TestSqlServer.database();
        database.run(
                "CREATE TABLE events (id int, at datetime)",
                "INSERT INTO events VALUES (1, '2026-01-27T10:00:00.000'), (2, '2026-01-27T10:00:00.003'),"
                        + " (3, '2026-01-27T10:00:00.007'), (4, '2026-01-27T10:00:00.010'), (5, NULL),"
                        + " (6, '9999-12-31T00:00:00')",
                "CREATE TABLE versions (id int, v rowversion)");
        connector = database.connector();
    }

    @AfterAll
    static void closeConnector() {
        if (connector != null) {
            connector.close();
        }
    }

    private static Horizon horizon(String table, String cursor) {
        try (Source source = connector.session()) {
            return source.horizon(SourcePlans.question(TableName.exact(table), Optional.of(cursor)));
        }
    }

    @Test
    void aTimeCursorIsReadUpToTheClockAtTheMost() {
        Horizon horizon = horizon("events", "at");
        String high = horizon.high().orElseThrow().value();

        assertTrue(CursorText.compare(
                        CursorType.TIMESTAMP,
                        high,
                        horizon.clock().orElseThrow().now())
                <= 0);
        assertEquals(1, horizon.unreachable());
        assertEquals(1, horizon.beyond());
        assertEquals(Bound.Edge.EXCLUSIVE, horizon.high().orElseThrow().edge());
    }

    @Test
    void aServerThatDoesNotShowTransactionsIsReadBehindTheClockWithOneRemark() {
        Assumptions.assumeTrue(database.isBabelfish(), "SQL Server shows them to its administrator");
        assertEquals(
                1,
                horizon("events", "at").remarks().stream()
                        .filter(remark -> remark.sentence().contains("the transactions of others: the horizon stays"))
                        .count());
    }

    @Test
    void anOpenTransactionHoldsTheHorizonBack() throws SQLException {
        database.needsSqlServer();
        try (Connection writer = database.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO events VALUES (7, '2026-01-28T00:00:00')");
            String first = horizon("events", "at").high().orElseThrow().value();
            String second = horizon("events", "at").high().orElseThrow().value();
            writer.rollback();

            assertEquals(first, second);
        }
        assertFalse(horizon("events", "at").high().isEmpty());
    }

    @Test
    void aRowVersionIsReadUpToTheOldestThatIsOpen() throws SQLException {
        database.needsSqlServer();
        database.run("INSERT INTO versions (id) VALUES (1)");
        try (Connection writer = database.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO versions (id) VALUES (2)");
            database.run("INSERT INTO versions (id) VALUES (3)");
            Horizon horizon = horizon("versions", "v");

            assertEquals(List.of("1"), ids("versions", "v", new Window(Optional.empty(), horizon.high())));
            writer.commit();
        }
    }

    private static List<String> ids(String table, String name, Window window) {
        try (Source source = connector.session()) {
            SourceDescription description =
                    source.describe(SourcePlans.question(TableName.exact(table), Optional.of(name)));
            CursorType type =
                    connector.rules().cursorType(description.columns().get(1)).orElseThrow();
            Cursor cursor = new Cursor(name, name, type, 0, Cursor.Uniqueness.REPEATED);
            return LandedText.rows(
                            source,
                            new SourcePlans(DatabaseKind.MSSQL, connector.rules())
                                    .plan(
                                            description,
                                            SourcePlans.options(),
                                            Optional.of(cursor),
                                            window,
                                            Optional.empty())
                                    .reading(),
                            Slice.WHOLE)
                    .stream()
                    .map(row -> row.get(0))
                    .sorted()
                    .toList();
        }
    }

    /** By the milliseconds that the server shows, which are not what it stores. */
    @Test
    void aWindowOfADatetimeTellsItsTicksApart() {
        Bound third = new Bound("2026-01-27 10:00:00.003", Bound.Edge.EXCLUSIVE);
        Bound seventh = new Bound("2026-01-27 10:00:00.007", Bound.Edge.INCLUSIVE);

        assertEquals(List.of("3"), ids("events", "at", new Window(Optional.of(third), Optional.of(seventh))));
        assertEquals(List.of("1"), ids("events", "at", new Window(Optional.empty(), Optional.of(third))));
        assertEquals(List.of("3", "4", "6"), ids("events", "at", new Window(Optional.of(seventh), Optional.empty())));
    }
}
