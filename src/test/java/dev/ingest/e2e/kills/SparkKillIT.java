package dev.ingest.e2e.kills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ingest.commit.CommitStep;
import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.Await;
import dev.ingest.e2e.fixture.ChangingTables;
import dev.ingest.e2e.fixture.HaltingRun;
import dev.ingest.e2e.fixture.LakeCheck;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.SparkHaltingRun;
import dev.ingest.e2e.fixture.SparkHome;
import dev.ingest.e2e.fixture.SparkRun;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Executors and drivers that are killed, and runs that are stopped, on a cluster of two executor processes. */
@Timeout(1_800)
class SparkKillIT {
    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    private final TestPostgres database = TestPostgres.database();

    static List<SparkHome> installed() {
        return SparkHome.installed();
    }

    @BeforeEach
    void needsExecutors() {
        assumeTrue(SparkHome.isCluster(), "mvn -Pspark");
    }

    /** Rows that take about a quarter of a minute to read, as the server sends each one late. */
    private Workspace slow() {
        database.run(
                "CREATE TABLE slow (id bigint, note text)",
                "INSERT INTO slow SELECT n, repeat('x', 400) FROM generate_series(1, " + ROWS + ") n",
                "CREATE FUNCTION late(id bigint) RETURNS bigint LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM pg_sleep(0.001); RETURN id; END'");
        return Workspace.of(folder.resolve("home"), database)
                .settings("[runtime]\nengine = \"spark\"")
                .full("slow")
                .with(JobColumn.SLICES, "4")
                .with(JobColumn.WHERE, "late(id) > 0")
                .save();
    }

    private long reading() {
        return Long.parseLong(database.ask("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND state = 'active' AND query LIKE 'COPY%'")
                .get(0));
    }

    private void awaitTwoSlices(SparkRun run) {
        Await.until(
                "two slices being read", () -> reading() == 2 || !run.process().isAlive());
    }

    @ParameterizedTest
    @MethodSource("installed")
    void aKilledExecutorsSliceIsReadAgainInTheSameSnapshot(SparkHome spark) throws Exception {
        Workspace workspace = slow();
        try (SparkRun run = SparkRun.start(spark, workspace, folder)) {
            awaitTwoSlices(run);
            database.run("INSERT INTO slow SELECT n, 'later' FROM generate_series(1, 1000) n");
            assertTrue(run.executors().get(0).destroyForcibly(), "it ran");

            assertEquals(0, run.end(), run::output);
        }
        assertEquals(List.of(), new LakeCheck(workspace.dataset()).faults());
        assertEquals(
                List.of(ROWS + " " + ROWS),
                LandedRows.values("SELECT concat_ws(' ', count(*), count(DISTINCT id)) FROM "
                        + LandedRows.files(workspace.table("slow"))));
    }

    @ParameterizedTest
    @MethodSource("installed")
    void aStoppedRunEndsTheSessionsOfItsExecutors(SparkHome spark) throws Exception {
        Workspace workspace = slow();
        try (SparkRun run = SparkRun.start(spark, workspace, folder)) {
            awaitTwoSlices(run);
            run.process().destroy();

            run.end();
            Await.until("the end of all sessions", () -> reading() == 0);
        }
        assertEquals(
                List.of("shop.slow INTERRUPTED"),
                workspace.audit().stream()
                        .map(line -> line.job() + " " + line.status())
                        .toList());
        assertEquals(List.of(), workspace.parquet("slow"));
    }

    @ParameterizedTest
    @MethodSource("installed")
    void aJobThatTakesTooLongIsCancelledOnAllExecutors(SparkHome spark) throws Exception {
        Workspace workspace = slow().settings("job_timeout = \"8s\"\njob_retries = 0");
        try (SparkRun run = SparkRun.start(spark, workspace, folder)) {
            assertEquals(1, run.end(), run::output);
            assertTrue(
                    run.output().contains("Cannot finish shop.slow: it took longer than job_timeout (8s)"),
                    run::output);
        }
        Await.until("the end of all sessions", () -> reading() == 0);
        assertEquals(List.of(), workspace.parquet("slow"));
    }

    /** On the newest Spark alone: what is halted is the same whatever the version. */
    @Test
    void aDriverHaltedAtAnyStepOfACommitLosesAndDoublesNothing() throws Exception {
        List<SparkHome> homes = SparkHome.installed();
        SparkHome spark = homes.get(homes.size() - 1);
        ChangingTables tables = new ChangingTables(database);
        Workspace workspace = tables.jobs(Workspace.of(folder.resolve("home"), database))
                .settings("[runtime]\nengine = \"spark\"")
                .save();
        Path jar = SparkHaltingRun.jar(folder);
        assertEquals(0, halt(spark, jar, workspace, "never"));
        int load = 0;
        for (CommitStep step : CommitStep.values()) {
            tables.change(20);
            String number = Integer.toString(1 + load++ % 4);
            assertEquals(HaltingRun.HALTED, halt(spark, jar, workspace, "after", step.name(), number), step::toString);
        }
        assertEquals(0, halt(spark, jar, workspace, "never"));
        tables.assertLanded(workspace.lake(), workspace);
    }

    private int halt(SparkHome spark, Path jar, Workspace workspace, String... when) throws Exception {
        String[] arguments = new String[when.length + 1];
        arguments[0] = workspace.home.toString();
        System.arraycopy(when, 0, arguments, 1, when.length);
        SparkRun run = SparkRun.start(spark, SparkHaltingRun.class, jar, folder, arguments);
        int code = run.end();
        assertTrue(code == 0 || code == HaltingRun.HALTED, run::output);
        assertTrue(run.output().contains("Starting task 0.0 in stage 0.0"), run::output);
        return code;
    }
}
