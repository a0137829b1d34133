package dev.ingest.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.DatabaseWay;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LakeCheck;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.job.JobStatus;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to the database that are lost while a table is read: once costs a second attempt, twice the job. */
class DatabaseCutIT {
    private static final int ROWS = 30_000;
    /** Of some 19 million in all. */
    private static final long MIDDLE = 3_000_000;

    private final TestPostgres database = TestPostgres.database();

    @TempDir
    Path folder;

    private DatabaseWay way;
    private Workspace workspace;

    /** How the connection is lost. */
    enum Loss {
        RESET,
        TERMINATED
    }

    @BeforeEach
    void fill() {
        database.run("CREATE TABLE wide AS SELECT i AS id, repeat(md5(i::text), 19) AS note"
                + " FROM generate_series(1, " + ROWS + ") i");
        way = new DatabaseWay(database.port());
        workspace = Workspace.of(folder.resolve("home"), database).through(way.port());
    }

    @AfterEach
    void closeWay() throws Exception {
        way.close();
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void aConnectionThatIsLostOnceCostsASecondAttempt(Loss loss) throws Exception {
        workspace.incremental("wide", "id").save();
        lose(1, loss);

        JarProcess run = workspace.call();

        assertEquals(0, run.exitCode(), run.output());
        assertEquals(1, way.lost());
        assertTrue(
                run.output().contains("Trying shop.wide again in 1s: Cannot read table public.wide of "), run.output());
        assertEquals(statuses(JobStatus.SUCCESS), audited());
        assertLanded();
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void aConnectionThatIsLostAgainFailsTheJobWithTheWayOut(Loss loss) throws Exception {
        workspace
                .incremental("wide", "id")
                .settings("[runtime]\njob_retries = 1")
                .save();
        lose(2, loss);

        JarProcess failed = workspace.call();

        assertEquals(1, failed.exitCode(), failed.output());
        assertEquals(2, way.lost());
        String error = workspace.audit("shop.wide").get(0).error();
        assertTrue(error.startsWith("Cannot read table public.wide of "), error);
        assertTrue(error.contains("the connection was lost (") && error.endsWith("). Run the job again."), error);
        assertEquals(List.of(), workspace.parquet("wide"));
        assertEquals("", workspace.watermark(1));

        JarProcess next = workspace.call();

        assertEquals(0, next.exitCode(), next.output());
        assertEquals(statuses(JobStatus.FAILED, JobStatus.SUCCESS), audited());
        assertLanded();
    }

    /** Wherever a connection is lost, also between the tables' questions. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1_500, 20_000, 18_500_000})
    void whereverAConnectionIsLostEachRowLandsOnce(long bytes) throws Exception {
        workspace.incremental("wide", "id").save();
        way.lose(1, bytes, DatabaseWay.Connection::reset);
        JarProcess run = workspace.call();
        assertEquals(0, run.exitCode(), run.output());
        assertEquals(1, way.lost());
        assertLanded();
    }

    @Test
    void oneOfSeveralSlicesThatIsCutIsReadAgainWithTheOthers() throws Exception {
        workspace.full("wide").with(JobColumn.SLICES, "3").save();
        lose(1, Loss.RESET);
        JarProcess run = workspace.call();
        assertEquals(0, run.exitCode(), run.output());
        assertEquals(1, way.lost());
        assertLanded();
    }

    private void lose(int times, Loss loss) {
        way.lose(times, MIDDLE, connection -> {
            if (loss == Loss.RESET) {
                connection.reset();
            } else {
                database.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND query LIKE 'COPY%'");
            }
        });
    }

    private static List<JobStatus> statuses(JobStatus... all) {
        return List.of(all);
    }

    private List<JobStatus> audited() {
        return workspace.audit().stream().map(AuditLine::status).toList();
    }

    private void assertLanded() throws Exception {
        assertEquals(List.of(), new LakeCheck(workspace.dataset()).faults());
        assertEquals(
                List.of(ROWS + " " + ROWS),
                LandedRows.values("SELECT count(*) || ' ' || count(DISTINCT id) FROM "
                        + LandedRows.files(workspace.table("wide"))));
    }
}
