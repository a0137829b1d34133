package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.Await;
import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.job.JobStatus;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night needs: late rows, long first loads, counts, limits, and looking after it all in the morning. */
class NightIT {
    @TempDir
    Path folder;

    private TestPostgres database;
    private Workspace workspace;

    @BeforeEach
    void fill() {
        database = TestPostgres.database();
        workspace = Workspace.of(folder, database);
        database.run("CREATE TABLE orders AS SELECT i AS id, timestamptz '2026-01-01 00:00+00' + i * interval '1 hour'"
                + " AS updated_at, 'order ' || i AS note FROM generate_series(1, 240) i");
    }

    @Test
    void aLongFirstLoadLandsInWindowsAndLateRowsLandOnce() throws Exception {
        workspace
                .incremental("orders", "updated_at")
                .with(JobColumn.LOAD_WINDOW, "3d")
                .with(JobColumn.WATERMARK_LAG, "1d");
        workspace.settings("[sources.shop]\nverify = \"count\"").save();
        assertEquals(0, workspace.call().exitCode());
        List<AuditLine> loads = workspace.audit("shop.orders");
        assertEquals(5, loads.size(), "a line a load: 10 days by 3, and one that finds that there is no more");
        assertEquals(240, loads.stream().mapToLong(AuditLine::rows).sum());

        database.run(
                "INSERT INTO orders VALUES (900, '2026-01-10 12:00+00', 'late'), (901, '2026-01-05 12:00+00', 'too late')",
                "INSERT INTO orders VALUES (902, '2026-01-20 12:00+00', 'new')");
        assertEquals(0, workspace.call().exitCode());
        assertEquals(0, workspace.call().exitCode());
        assertEquals(
                List.of("242", "242"),
                LandedRows.query("SELECT count(*) AS a, count(DISTINCT id) AS b FROM "
                                + LandedRows.files(workspace.table("orders")))
                        .get(0));
        assertEquals("2026-01-20 12:00:00+00:00", workspace.watermark(1));
    }

    @Test
    void aStatementThatTakesTooLongIsCancelled() {
        workspace.full("slow");
        workspace.settings("[runtime]\njob_timeout = \"2s\"").save();
        database.run("CREATE VIEW slow AS SELECT 1 AS id, pg_sleep(600)::text AS s");
        assertEquals(1, workspace.call().exitCode());
        assertTrue(workspace.audit("shop.slow").get(0).error().contains("job_timeout (2s)"));
        // The server takes a moment to notice.
        Await.until(
                "the end of the query on the server",
                () -> database.ask("SELECT pid FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND query LIKE '%slow%' AND pid <> pg_backend_pid()"
                                + " AND state = 'active'")
                        .isEmpty());
    }

    @Test
    void aSourceThatIsSilentIsCancelledAndTriedAgain() {
        workspace.full("slow");
        workspace.settings("[runtime]\nidle_timeout = \"1s\"\njob_retries = 1").save();
        database.run("CREATE VIEW slow AS SELECT 1 AS id, pg_sleep(600)::text AS s");
        JarProcess run = workspace.call();
        assertEquals(1, run.exitCode());
        assertTrue(run.output().contains("Trying shop.slow again in 1s: Cannot finish shop.slow: its source sent"));
        assertEquals(1, workspace.audit("shop.slow").size());
    }

    @Test
    void theMorningAfter() {
        database.run("CREATE TABLE customers (id int)", "CREATE TABLE broken (id int)");
        workspace
                .incremental("orders", "updated_at")
                .full("customers")
                .full("broken")
                .save();
        database.run("DROP TABLE broken");
        assertEquals(1, workspace.call().exitCode());

        JarProcess state = command("state");
        assertEquals(0, state.exitCode());
        assertTrue(state.output().contains("shop.orders  (INCREMENTAL by updated_at)"), state.output());
        assertTrue(state.output().contains("cell     2026-01-11 00:00:00+00:00"), state.output());
        assertTrue(state.output().contains("outcome  FAILED"), state.output());
        assertTrue(state.output().contains("3 jobs, all places agree."), state.output());

        database.run("CREATE TABLE broken (id int)");
        assertEquals(0, workspace.call("--failed").exitCode());
        assertEquals(JobStatus.SUCCESS, workspace.audit("shop.broken").get(1).status());
        assertEquals(1, workspace.audit("shop.customers").size(), "only what had failed ran");
        assertTrue(workspace.call("--failed").output().contains("there is nothing to do"));

        JarProcess loads = command("loads", "--job", "shop.o*");
        assertEquals(0, loads.exitCode());
        List<String> lines = loads.output().lines().toList();
        assertEquals(2, lines.size(), loads.output());
        assertTrue(lines.get(0).matches("LOAD +TIME +JOB +TYPE +ROWS +FILES +WATERMARK +FOLDER"), lines.get(0));
        assertTrue(
                lines.get(1).contains("shop.orders  INCREMENTAL  240   1      to 2026-01-11 00:00:00+00:00"),
                lines.get(1));
    }

    @Test
    void aWatermarkIsSetAndReset() {
        workspace.incremental("orders", "updated_at").save();
        assertEquals(0, workspace.call().exitCode());

        JarProcess set = command("state", "set", "shop.orders", "2026-01-10 22:00+00");
        assertEquals(0, set.exitCode(), set.output());
        assertEquals("2026-01-10 22:00:00+00:00", workspace.watermark(1));
        assertTrue(command("state", "shop.*").output().contains("The lake has reached 2026-01-11 00:00:00+00:00"));
        assertEquals(0, workspace.call().exitCode());
        assertEquals(3, workspace.audit("shop.orders").get(1).rows());

        assertEquals(2, command("state", "set", "shop.orders", "yesterday").exitCode());
        assertEquals(2, command("state", "set", "shop.order", "1").exitCode());
        assertEquals(0, command("state", "reset", "shop.orders").exitCode());
        assertEquals("", workspace.watermark(1));
        assertEquals(0, workspace.call().exitCode());
        assertEquals(240, workspace.audit("shop.orders").get(2).rows());
    }

    private JarProcess command(String... arguments) {
        String[] all = new String[arguments.length + 2];
        boolean nested = arguments.length > 1 && List.of("set", "reset").contains(arguments[1]);
        int words = nested ? 2 : 1;
        System.arraycopy(arguments, 0, all, 0, words);
        all[words] = "--home";
        all[words + 1] = folder.toString();
        System.arraycopy(arguments, words, all, words + 2, arguments.length - words);
        return InProcess.run(all);
    }
}
