package dev.ingest.e2e;

import dev.ingest.source.jdbc.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Three tables that are written to all the time, each row by one writer alone, and a history of every version with the
 * transaction that made it: what was to be seen at any snapshot can be told afterwards.
 */
final class BusyTables implements AutoCloseable {
    static final List<String> TABLES = List.of("instants", "clocks", "numbers");
    private static final int ROWS = 40;
    private static final int A_ROUND = 120;

    private final TestPostgres database;
    private final List<Hasty> writers = new ArrayList<>();
    private final List<CompletableFuture<Void>> threads = new ArrayList<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();

    BusyTables(TestPostgres database) {
        this.database = database;
        database.run(
                "CREATE TABLE instants (id int PRIMARY KEY, version int, cursor timestamptz NOT NULL)",
                "CREATE TABLE clocks (id int PRIMARY KEY, version int, cursor timestamp NOT NULL)",
                "CREATE TABLE numbers (id int PRIMARY KEY, version int, cursor bigint NOT NULL)",
                "CREATE SEQUENCE ticket",
                "CREATE TABLE history (id int, version int, moment timestamptz, number bigint,"
                        + " made xid8 DEFAULT pg_current_xact_id())",
                """
                CREATE FUNCTION put(k int, moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
                DECLARE v int; n bigint := nextval('ticket');
                BEGIN
                  INSERT INTO instants AS t VALUES (k, 1, moment)
                    ON CONFLICT (id) DO UPDATE SET version = t.version + 1, cursor = moment RETURNING version INTO v;
                  INSERT INTO clocks VALUES (k, v, moment AT TIME ZONE 'UTC')
                    ON CONFLICT (id) DO UPDATE SET version = v, cursor = EXCLUDED.cursor;
                  INSERT INTO numbers VALUES (k, v, n) ON CONFLICT (id) DO UPDATE SET version = v, cursor = n;
                  INSERT INTO history VALUES (k, v, moment, n);
                END $$
                """);
    }

    /** Starts a writer of short transactions in a thread of its own, which rests when it has done its round. */
    void writeShortly(long seed) {
        Hasty writer = new Hasty(writers.size(), new Random(seed));
        writers.add(writer);
        threads.add(CompletableFuture.runAsync(writer, executor));
    }

    /** Another round for the short writers. */
    void nextRound() {
        writers.forEach(writer -> writer.round.release(A_ROUND));
    }

    /** A transaction that stays open until it is ended. */
    Open open(int writer, long seed) {
        return new Open(writer, new Random(seed));
    }

    /** What can be seen now, as PostgreSQL writes a snapshot. */
    String snapshot() {
        return database.ask("SELECT pg_current_snapshot()").get(0);
    }

    /**
     * The versions, {@code id version}, that stood in {@code table} at both snapshots and everything between, with a cursor
     * below {@code horizon}; with the number cursor every one that could be seen.
     */
    List<String> standing(String table, String before, String after, String horizon) {
        String last =
                "SELECT DISTINCT ON (id) id, version, moment FROM history WHERE pg_visible_in_snapshot(made, '%s')"
                        + " ORDER BY id, version DESC";
        String below = table.equals("numbers") ? "true" : "moment < '" + horizon + "'";
        return database.ask("SELECT id || ' ' || version FROM (" + last.formatted(before) + ") b JOIN ("
                + last.formatted(after) + ") a USING (id, version, moment) WHERE " + below);
    }

    /** Every version that was committed. */
    List<String> committed() {
        return database.ask("SELECT id || ' ' || version FROM history");
    }

    /** The versions that stand now. */
    List<String> standing(String table) {
        return database.ask("SELECT id || ' ' || version FROM " + table);
    }

    /** Lets the short writers finish their round and ends them. */
    @Override
    public void close() {
        writers.forEach(writer -> {
            writer.over = true;
            writer.round.release(A_ROUND);
        });
        threads.forEach(CompletableFuture::join);
        executor.shutdown();
    }

    private static void put(Statement statement, int writer, Random random) throws SQLException {
        int id = writer * 1000 + random.nextInt(ROWS);
        String moment = random.nextBoolean() ? "now()" : "clock_timestamp()";
        statement.execute("SELECT put(" + id + ", " + moment + ")");
    }

    private final class Hasty implements Runnable {
        private final int number;
        private final Random random;
        private final Semaphore round = new Semaphore(0);
        private volatile boolean over;

        private Hasty(int number, Random random) {
            this.number = number;
            this.random = random;
        }

        @Override
        public void run() {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                while (!over) {
                    round.acquireUninterruptibly();
                    for (int puts = random.nextInt(4); puts >= 0; puts--) {
                        put(statement, number, random);
                    }
                    if (random.nextInt(6) == 0) {
                        connection.rollback();
                    } else {
                        connection.commit();
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A transaction that the test opens, writes in and ends when it likes; idle in between. */
    final class Open {
        private final int number;
        private final Random random;
        private final Connection connection;
        private final Statement statement;

        private Open(int number, Random random) {
            this.number = number;
            this.random = random;
            try {
                connection = database.connect();
                connection.setAutoCommit(false);
                statement = connection.createStatement();
                statement.execute("SELECT 1");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        Open write(int puts) {
            return act(() -> {
                for (int i = 0; i < puts; i++) {
                    put(statement, number, random);
                }
            });
        }

        void commit() {
            act(connection::commit).end();
        }

        /** Commits while the caller goes on. */
        CompletableFuture<Void> commitMeanwhile() {
            return CompletableFuture.runAsync(this::commit, executor);
        }

        void rollback() {
            act(connection::rollback).end();
        }

        /** Leaves the transaction to the server, under this name. */
        void prepare(String name) {
            act(() -> statement.execute("PREPARE TRANSACTION '" + name + "'")).end();
        }

        private void end() {
            act(connection::close);
        }

        private Open act(Act act) {
            try {
                act.run();
                return this;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private interface Act {
        void run() throws SQLException;
    }
}
