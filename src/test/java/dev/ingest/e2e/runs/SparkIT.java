package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LakeCheck;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.SparkHome;
import dev.ingest.e2e.fixture.SparkRun;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real jar, started by Spark. */
@Timeout(300)
class SparkIT {
    @TempDir
    Path folder;

    private final TestPostgres database = TestPostgres.database();
    private Workspace workspace;

    static List<SparkHome> installed() {
        return SparkHome.installed();
    }

    @BeforeEach
    void fill() {
        database.run(
                "CREATE TABLE orders (id bigint PRIMARY KEY, note text, at timestamptz)",
                "INSERT INTO orders SELECT n, repeat('row ' || n, 20), '2026-01-29'::timestamptz + n * interval '1 s'"
                        + " FROM generate_series(1, 50000) n",
                "CREATE TABLE marks AS SELECT n AS mark FROM generate_series(1, 10) n");
        workspace = Workspace.of(folder.resolve("home"), database)
                .settings("[runtime]\nengine = \"spark\"")
                .full("orders")
                .with(JobColumn.SLICES, "4")
                .incremental("marks", "mark")
                .save();
    }

    @ParameterizedTest
    @MethodSource("installed")
    void slicesLandOnceAndWhatSparkCannotDoIsDoneHere(SparkHome spark) throws Exception {
        SparkRun run = SparkRun.start(spark, workspace, folder);

        assertEquals(0, run.end(), run::output);
        assertEquals(List.of(), new LakeCheck(workspace.dataset()).faults());
        String orders = LandedRows.files(workspace.table("orders"));
        assertEquals(
                List.of("50000 50000 1250025000"),
                LandedRows.values("SELECT concat_ws(' ', count(*), count(DISTINCT id), sum(id)) FROM " + orders));
        assertEquals(4, workspace.parquet("orders").size(), "a file a slice");
        assertEquals(
                List.of("10"), LandedRows.values("SELECT count(*) FROM " + LandedRows.files(workspace.table("marks"))));
        String reason = "shop.marks is loaded by this process itself, since rows that landed before are recognised";
        assertTrue(workspace.log().contains(reason), workspace::log);
        assertEquals(
                List.of("shop.orders SUCCESS", "shop.marks SUCCESS"),
                workspace.audit().stream()
                        .map(line -> line.job() + " " + line.status())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("installed")
    void executorsTakeWhatNoFileSaysFromTheirEnvironment(SparkHome spark) throws Exception {
        String file = Workspace.read(workspace.home.resolve(".dlt/secrets.toml"));
        workspace.secrets(file.replaceFirst("port = .*", ""));
        String port = Integer.toString(database.port());

        SparkRun run = SparkRun.start(spark, workspace, folder, Map.of("SOURCES__SHOP__PORT", port));

        assertEquals(0, run.end(), run::output);
        assertEquals(4, workspace.parquet("orders").size(), "a file a slice");
    }

    @Test
    void nothingOfSparkIsInTheJar() throws Exception {
        try (JarFile jar = new JarFile(System.getProperty("ingest.jar", "target/ingest.jar"))) {
            assertEquals(
                    List.of(),
                    jar.stream()
                            .map(JarEntry::getName)
                            .filter(name -> name.startsWith("org/apache/spark/") || name.startsWith("scala/"))
                            .toList());
        }
    }

    @Test
    void withoutSparkAJobOnSparkFailsAndSaysHowToStartIt() {
        JarProcess run = workspace.run();

        assertEquals(1, run.exitCode(), run.output());
        String said =
                "Cannot load shop.orders on Spark, as engine = \"spark\" says: this process was not started by Spark."
                        + " Start it by spark-submit --class dev.ingest.Main ingest.jar run --home " + workspace.home
                        + ", or set engine to local.";
        assertTrue(run.output().contains(said), run.output());
    }
}
