package dev.ingest.engine.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.SparkHome;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.engine.Engine;
import dev.ingest.engine.EngineContract;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.source.Source;
import dev.ingest.source.SourcePlans;
import dev.ingest.source.jdbc.postgres.PostgresDialect;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real Spark, whose executors read a real PostgreSQL; one subclass a version. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SparkContract extends EngineContract {
    private final String version;
    private @Nullable TestPostgres database;
    private @Nullable RemoteCluster cluster;

    /**
     * @param version how the installed Spark's version begins
     */
    SparkContract(String version) {
        this.version = version;
    }

    @BeforeAll
    void start(@TempDir Path work) throws IOException {
        List<SparkHome> wanted = SparkHome.installed().stream()
                .filter(home -> home.folder().getFileName().toString().startsWith(version))
                .toList();
        Assumptions.assumeFalse(wanted.isEmpty(), "mvn -Pspark brings Spark " + version);
        cluster = RemoteCluster.start(wanted.get(0), work);
    }

    @AfterAll
    void end() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Override
    protected Orders orders() {
        return new PostgresOrders();
    }

    /** A home in the lake's folder, as executors read it. */
    @Override
    protected Engine engine(Path lake) {
        String secrets =
                """
                [sources.test]
                host = "%s"
                port = %d
                database = "%s"
                username = "postgres"
                password = "%s"

                [destination.filesystem]
                bucket_url = "."
                """.formatted(database().host(), database().port(), database().name(), Workspace.PASSWORD);
        Workspace.at(lake).secrets(secrets);
        return new SparkEngine(cluster, lake, Path.of(".dlt", "secrets.toml"));
    }

    private TestPostgres database() {
        if (database == null) {
            database = TestPostgres.database();
        }
        return database;
    }

    @Test
    void theClusterTellsItsSize() {
        assertEquals(2, cluster.cores());
    }

    @Test
    void aFailureThatWasToBeExpectedKeepsKindAndWords() {
        PostgresOrders orders = new PostgresOrders();
        orders.put(List.of(new Order(1, "R1")));
        String login = database().login();
        SparkEngine engine = new SparkEngine(cluster, folder, Path.of(".dlt", "secrets.toml"));
        Workspace.at(folder).secrets("""
                [sources.test]
                host = "%s"
                port = %d
                database = "%s"
                username = "%s"
                password = "x"

                [destination.filesystem]
                bucket_url = "."
                """.formatted(
                        database().host(), database().port(), database().name(), login));

        IngestException failure = assertThrows(IngestException.class, () -> loadWith(engine, orders));

        assertEquals(FailureKind.READ, failure.kind());
        assertTrue(failure.getMessage().contains("permission denied for table orders"), failure.getMessage());
    }

    @Test
    void anExecutorWithoutSettingsSaysWhatItLacks() {
        PostgresOrders orders = new PostgresOrders();
        orders.put(List.of(new Order(1, "R1")));
        SparkEngine engine = new SparkEngine(cluster, folder.resolve("nowhere"), Path.of(".dlt", "secrets.toml"));

        IngestException failure = assertThrows(IngestException.class, () -> loadWith(engine, orders));

        assertEquals(FailureKind.CONFIG, failure.kind());
        assertTrue(failure.getMessage().contains("no bucket_url is set"), failure.getMessage());
        assertTrue(failure.getMessage().contains("So says an executor on "), failure.getMessage());
    }

    /** Rows of two kilobytes, then without what made them so large: pages enough for slices. */
    private final class PostgresOrders implements Orders {
        @Override
        public void put(List<Order> rows) {
            database()
                    .run(
                            "DROP TABLE IF EXISTS orders",
                            "CREATE TABLE orders (id bigint, region text, pad char(2000))",
                            "ALTER TABLE orders ALTER pad SET STORAGE PLAIN");
            insert("INSERT INTO orders VALUES ", ", '')", rows);
            database().run("ALTER TABLE orders DROP COLUMN pad");
        }

        @Override
        public void insert(List<Order> rows) {
            insert("INSERT INTO orders VALUES ", ")", rows);
        }

        private void insert(String into, String end, List<Order> rows) {
            if (!rows.isEmpty()) {
                database()
                        .run(rows.stream()
                                .map(row -> "(" + row.id() + ", '" + row.region() + "'" + end)
                                .collect(Collectors.joining(", ", into, "")));
            }
        }

        @Override
        public SourcePlans plans() {
            return new SourcePlans(DatabaseKind.POSTGRESQL, new PostgresDialect());
        }

        @Override
        public Source session() {
            return database().open();
        }
    }
}
