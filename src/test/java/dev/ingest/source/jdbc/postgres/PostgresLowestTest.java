package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnBatch;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Extraction;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.source.BatchReader;
import dev.ingest.source.Connector;
import dev.ingest.source.Source;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.jdbc.JdbcTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a cursor begins, how many rows a window holds, and what ends a session that does not answer. */
class PostgresLowestTest {
    private TestPostgres database;

    @BeforeEach
    void createDatabase() {
        database = TestPostgres.database();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            date        | '-infinity'             | '2020-01-05'                    |                     | 2020-01-05
            timestamp   | '-infinity'             | '2020-01-05 10:00:00.25'        |                     | 2020-01-05 10:00:00.25
            timestamptz | '2019-01-01 00:00+00'   | '2020-01-05 10:00:00.25+02'     | 2019-06-01          | 2020-01-05 08:00:00.25+00:00
            timestamptz | '2019-01-01 00:00+00'   | '2020-01-05 10:00:00.25+02'     | 2019-01-01          | 2020-01-05 08:00:00.25+00:00
            numeric     | '-Infinity'             | 0.50                            |                     | 0.50
            numeric     | -7.5                    | 'NaN'                           |                     | -7.5
            int         | -3                      | 4                               | -3                  | 4
            int         | -3                      | 4                               | soon                | -3
            int         | -3                      | 4                               | 4                   |
            text        | 'a'                     | 'b'                             |                     |
            """)
    void findsTheLowestValueAboveABound(String type, String first, String second, String above, String lowest) {
        database.run(
                "CREATE TABLE t (c " + type + ")",
                "INSERT INTO t VALUES ('" + first + "'), ('" + second + "'), (NULL)");
        Optional<Bound> low = Optional.ofNullable(above).map(value -> new Bound(value, Bound.Edge.EXCLUSIVE));
        assertEquals(Optional.ofNullable(lowest), lowest(new Window(low, Optional.empty()), Optional.empty()));
    }

    @Test
    void theLowestValueMeetsTheUsersConditionAndMayBeTheBoundItself() {
        database.run("CREATE TABLE t (c int, region text)", "INSERT INTO t VALUES (1, 'EU'), (2, 'US'), (5, 'US')");
        assertEquals(Optional.of("2"), lowest(Window.ALL, Optional.of("region = 'US'")));
        Window from = new Window(Optional.of(new Bound("5", Bound.Edge.INCLUSIVE)), Optional.empty());
        assertEquals(Optional.of("5"), lowest(from, Optional.empty()));
    }

    @Test
    void countsWhatTheSnapshotHoldsHoweverItWasSliced() {
        database.run(
                "CREATE TABLE counted (id int, name text)",
                "INSERT INTO counted SELECT i, repeat('x', 100) FROM generate_series(1, 20000) i");
        try (Source source = database.open()) {
            JobPlan plan = TestPlans.plan(source.describe(TestPlans.question("counted")), TestPlans.options());
            for (Slice slice : java.util.List.of(Slice.WHOLE, Slice.WHOLE)) {
                assertEquals(20_000, read(source, plan, slice));
            }
            database.run("DELETE FROM counted WHERE id > 5");
            assertEquals(20_000, source.count(plan.reading()).orElseThrow());
            assertEquals(20_000, read(source, plan, Slice.WHOLE), "the session still holds its snapshot");
        }
    }

    @Test
    @Timeout(60)
    void aSecondCancelEndsASessionWhoseServerDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                SilentServer server = new SilentServer(silent)) {
            JdbcTarget reachable = database.target();
            JdbcTarget target = new JdbcTarget(
                    "sources.test",
                    reachable.kind(),
                    "localhost",
                    silent.getLocalPort(),
                    reachable.database(),
                    reachable.login(),
                    Map.of("sslmode", "disable"),
                    Duration.ofSeconds(20),
                    RowSecurity.FAIL);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try (Connector way = new PostgresConnector(target);
                    Source source = way.session()) {
                database.run("CREATE TABLE t (c int)");
                server.forward(database.port());
                source.describe(TestPlans.question("t"));
                server.fallSilent();
                Future<?> asked = thread.submit(() -> source.describe(TestPlans.question("t")));
                server.awaitSwallowed();
                source.cancel();
                source.cancel();
                ExecutionException failure =
                        assertThrows(ExecutionException.class, () -> asked.get(50, TimeUnit.SECONDS));
                assertEquals(FailureKind.READ, ((IngestException) failure.getCause()).kind());
            } finally {
                thread.shutdownNow();
            }
        }
    }

    private Optional<String> lowest(Window part, Optional<String> where) {
        try (Source source = database.open()) {
            return source.horizon(new SourceQuestion(
                            new Extraction(TableName.parse("t"), Optional.empty(), where),
                            Optional.of("c"),
                            Duration.ofHours(1),
                            Optional.empty(),
                            Optional.of(part)))
                    .low();
        }
    }

    private static long read(Source source, JobPlan plan, Slice slice) {
        ColumnBatch batch = new ColumnBatch(plan.reading().schema(), 30_000);
        long rows = 0;
        try (BatchReader reader = source.read(plan.reading(), slice)) {
            while (reader.read(batch, 1 << 24).isPresent()) {
                rows += batch.rows();
                batch.clear();
            }
        }
        return rows;
    }

    /** Passes on what two sides say, until it is told to keep everything to itself. */
    private static final class SilentServer implements AutoCloseable {
        private final ServerSocket socket;
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final CountDownLatch swallowed = new CountDownLatch(1);
        private volatile boolean silent;

        private SilentServer(ServerSocket socket) {
            this.socket = socket;
        }

        void forward(int port) {
            threads.execute(() -> {
                try {
                    while (true) {
                        Socket client = socket.accept();
                        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                        threads.execute(() -> pass(client, server));
                        threads.execute(() -> pass(server, client));
                    }
                } catch (IOException closed) {
                    threads.shutdownNow();
                }
            });
        }

        void fallSilent() {
            silent = true;
        }

        void awaitSwallowed() throws InterruptedException {
            assertTrue(swallowed.await(30, TimeUnit.SECONDS));
        }

        @Override
        public void close() throws IOException {
            socket.close();
            threads.shutdownNow();
        }

        private void pass(Socket from, Socket to) {
            try (from;
                    to;
                    InputStream in = from.getInputStream()) {
                byte[] bytes = new byte[8192];
                for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                    if (silent) {
                        swallowed.countDown();
                    } else {
                        to.getOutputStream().write(bytes, 0, length);
                    }
                }
            } catch (IOException closed) {
                return;
            }
        }
    }
}
