package dev.ingest.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One row that is larger than the memory costs its own job alone, and says the way out. */
class MemoryIT {
    @TempDir
    Path folder;

    @Test
    void aRowThatTheMemoryDoesNotHoldFailsItsJobAndTheNextOneRuns() throws SQLException {
        TestPostgres database = TestPostgres.database();
        database.run(
                "CREATE TABLE docs (id int, doc text)",
                "INSERT INTO docs SELECT 1, repeat('x', 120000000)",
                "CREATE TABLE small (id int)",
                "INSERT INTO small VALUES (1)");
        Workspace workspace =
                Workspace.of(folder, database).full("docs").full("small").save();

        JarProcess run = workspace.run(Jar.quick().jvm("-Xmx256m"));

        assertEquals(1, run.exitCode(), run.output());
        String output = run.output();
        assertTrue(
                output.lines()
                        .anyMatch(line ->
                                line.matches(".*\\.docs: it needs more memory than the program has, 2\\d\\d MiB .*")),
                output);
        assertTrue(output.contains("-Xmx") && output.contains("the cell columns"), output);
        String small = LandedRows.files(workspace.table("small"));
        assertEquals(List.of("1"), LandedRows.values("SELECT id FROM " + small));
    }
}
