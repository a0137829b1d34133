package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.source.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who holds the lock that a read waits for. */
@Timeout(120)
class LockWaitTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TestPostgres database;

    @BeforeEach
    void createTable() {
        database = TestPostgres.database();
        database.run("CREATE TABLE base (id int)", "CREATE VIEW shown AS SELECT * FROM base");
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private void awaitWaiting(int sessions) {
        while (database.ask("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                + " AND datname = current_database()")
                        .size()
                < sessions) {
            Thread.onSpinWait();
        }
    }

    private static String ask(Statement statement, String query) throws SQLException {
        try (var answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "shown"})
    void theHolderIsNamedWithItsUserAndSinceWhen(String table) throws SQLException {
        try (Source source = database.open();
                Connection holder = database.connect();
                Statement statement = holder.createStatement()) {
            assertEquals(Optional.empty(), source.waitsFor());
            holder.setAutoCommit(false);
            statement.execute("SET application_name = 'night job'");
            statement.execute("LOCK TABLE base IN ACCESS EXCLUSIVE MODE");
            String session = "session " + ask(statement, "SELECT pg_backend_pid()");
            String since = ask(statement, "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')");
            CompletableFuture<?> described =
                    CompletableFuture.runAsync(() -> source.describe(TestPlans.question(table)), threads);
            awaitWaiting(1);
            assertEquals(
                    Optional.of("a lock on base: " + session
                            + " (user postgres, application night job, transaction since " + since + " UTC)"),
                    source.waitsFor());
            holder.rollback();
            described.join();
            assertEquals(Optional.empty(), source.waitsFor());
        }
    }

    @Test
    void whoStandsBetweenUsAndTheHolderIsNamedToo() throws SQLException {
        try (Source source = database.open();
                Connection holder = database.connect();
                Statement holding = holder.createStatement();
                Connection middle = database.connect();
                Statement waiting = middle.createStatement()) {
            holder.setAutoCommit(false);
            holding.execute("SELECT * FROM base");
            String first = "session " + ask(waiting, "SELECT pg_backend_pid()") + " ";
            String second = ", behind session " + ask(holding, "SELECT pg_backend_pid()") + " ";
            CompletableFuture<?> truncated =
                    CompletableFuture.runAsync(() -> execute(waiting, "TRUNCATE base"), threads);
            awaitWaiting(1);
            CompletableFuture<?> described =
                    CompletableFuture.runAsync(() -> source.describe(TestPlans.question("base")), threads);
            awaitWaiting(2);
            String said = source.waitsFor().orElseThrow();
            assertTrue(said.startsWith("a lock on base: " + first) && said.contains(second), said);
            holder.rollback();
            CompletableFuture.allOf(truncated, described).join();
        }
    }

    @Test
    void aPreparedTransactionIsNamedByItsName() {
        database.run("BEGIN; LOCK TABLE base IN ACCESS EXCLUSIVE MODE; PREPARE TRANSACTION 'left behind'");
        try (Source source = database.open()) {
            CompletableFuture<?> described =
                    CompletableFuture.runAsync(() -> source.describe(TestPlans.question("base")), threads);
            awaitWaiting(1);
            String said = source.waitsFor().orElseThrow();
            assertTrue(
                    said.startsWith(
                            "a lock on base: prepared transaction left behind (user postgres, transaction since"),
                    said);
            database.run("ROLLBACK PREPARED 'left behind'");
            described.join();
        }
    }

    /** Of other users' sessions the server shows the start to some alone. */
    @Test
    void aHolderWhoseStartIsHiddenIsNamedAllTheSame() throws SQLException {
        database.run("CREATE ROLE watcher LOGIN", "GRANT SELECT ON base TO watcher");
        try (Source source = new PostgresConnector(database.target("watcher", Optional.empty())).session();
                Connection holder = database.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE base IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<?> described =
                    CompletableFuture.runAsync(() -> source.describe(TestPlans.question("base")), threads);
            awaitWaiting(1);
            String said = source.waitsFor().orElseThrow();
            assertTrue(said.contains("(user postgres") && said.contains("its start is hidden from us"), said);
            holder.rollback();
            described.join();
        } finally {
            database.run("DROP OWNED BY watcher", "DROP ROLE watcher");
        }
        assertEquals(List.of(), database.ask("SELECT 1 FROM pg_roles WHERE rolname = 'watcher'"));
    }
}
