package dev.ingest.e2e.kills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.e2e.fixture.Await;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Tree;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.job.JobStatus;
import dev.ingest.record.PublishedSchema;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are ended from outside, and runs that meet. */
class StopIT {
    @TempDir
    Path folder;

    private TestPostgres database;
    private Workspace workspace;

    @BeforeEach
    void fill() {
        database = TestPostgres.database();
        database.run(
                "CREATE TABLE small AS SELECT 1 AS id",
                "CREATE VIEW endless AS SELECT generate_series(1::bigint, 1000000000000) AS id");
        workspace = Workspace.of(folder.resolve("home"), database)
                .full("small")
                .full("endless")
                .incremental("public.small", "id")
                .save();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "destroy() ends a process there without asking it")
    void theEndOfAScheduledTaskEndsTheJobCleanly() throws Exception {
        Path output = folder.resolve("output");
        Process process = startedReading(output);

        process.destroy();
        int code = process.waitFor();

        assertEquals(130, code, Jar.text(output));
        assertEquals(
                List.of("shop.small SUCCESS", "shop.endless INTERRUPTED"),
                workspace.audit().stream()
                        .map(line -> line.job() + " " + line.status())
                        .toList());
        assertTrue(Jar.text(output).contains("1 of 3 jobs succeeded, 0 failed, 1 not started"), Jar.text(output));
        assertTrue(
                Jar.text(output)
                        .contains("Stopping: waiting for shop.endless, which is cancelled. No other job begins."),
                Jar.text(output));
        assertEquals(
                "INTERRUPTED",
                new PublishedSchema("last-run")
                        .demand(Workspace.read(workspace.home.resolve("metadata/last_run.json")))
                        .path("status")
                        .asText());
        assertNothingLeft();
        assertEquals(1, workspace.parquet("small").size());
        assertEquals(0, workspace.parquet("endless").size());
        // The server takes a moment to notice.
        Await.until(
                "the end of the query on the server",
                () -> database.ask("SELECT pid FROM pg_stat_activity"
                                + " WHERE application_name = 'ingest' AND datname = current_database()")
                        .isEmpty());

        database.run("CREATE OR REPLACE VIEW endless AS SELECT i::bigint AS id FROM generate_series(1, 10) i");
        JarProcess next = workspace.run();
        assertEquals(0, next.exitCode(), next.output());
        assertEquals(
                List.of("10"),
                LandedRows.values("SELECT count(*) FROM " + LandedRows.files(workspace.table("endless"))));
    }

    @Test
    void aSecondRunOfOneHomeIsRefusedAndOneOfAnotherHomeFailsItsJobs() throws Exception {
        Path output = folder.resolve("output");
        Process process = startedReading(output);
        try {
            JarProcess second = workspace.run();
            assertEquals(3, second.exitCode(), second.output());
            assertTrue(second.output().contains("Cannot run: another run holds"), second.output());
            assertTrue(second.output().contains(": process " + process.pid() + " on "), second.output());
            AuditLine refused = workspace.audit("run").get(0);
            assertEquals(JobStatus.FAILED, refused.status());
            assertTrue(refused.error().contains("another run holds"), refused.error());

            Workspace other = Workspace.of(folder.resolve("other"), database)
                    .full("small")
                    .save();
            String toml = Workspace.read(other.home.resolve(".dlt").resolve("secrets.toml"));
            String lake = workspace.lake().toString().replace('\\', '/');
            other.secrets(toml.replace("\"lake\"", "\"" + lake + "\""));
            JarProcess elsewhere = other.run();
            assertEquals(1, elsewhere.exitCode(), elsewhere.output());
            String said = other.audit("shop.small").get(0).error();
            assertTrue(said.contains("Cannot write into dataset shop: process " + process.pid() + " on "), said);
            assertEquals(1, workspace.parquet("small").size());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The jar, in the midst of the endless view. */
    private Process startedReading(Path output) throws Exception {
        Process process = Jar.quick().start(output, workspace.arguments());
        try {
            awaitReading(process, output);
            return process;
        } catch (AssertionError | RuntimeException e) {
            process.destroyForcibly().waitFor();
            throw e;
        }
    }

    private void awaitReading(Process process, Path output) {
        Path staging = workspace.dataset().resolve("_ingest").resolve("staging");
        Await.until("staged bytes", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("it ended early: " + Workspace.read(output));
            }
            return Tree.files(staging).stream()
                    .anyMatch(file -> size(file) > 0 && workspace.audit().size() == 1);
        });
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (java.io.IOException e) {
            return 0;
        }
    }

    private void assertNothingLeft() {
        Path own = workspace.dataset().resolve("_ingest");
        for (String name : List.of("staging", "open", "lock")) {
            assertEquals(List.of(), Tree.names(own.resolve(name)), name);
        }
        assertTrue(
                Tree.names(own).stream().noneMatch(name -> name.startsWith("lock")),
                Tree.names(own).toString());
    }
}
