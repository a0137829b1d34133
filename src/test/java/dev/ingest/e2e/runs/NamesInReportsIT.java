package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What log, audit and list of loads make of names and numbers that could mislead whoever reads them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamesInReportsIT {
    private static final String FORGED = "2026-01-01 00:00:00 | INFO     | all is well";

    @TempDir
    static Path folder;

    private Workspace workspace;

    @BeforeAll
    void createTables() {
        TestPostgres database = TestPostgres.database();
        database.run(
                "CREATE TABLE parts (id int, region text)",
                "INSERT INTO parts VALUES (1, 'EU'), (2, 'US'), (3, 'Asia')",
                "CREATE TABLE lone (id int)",
                "INSERT INTO lone VALUES (1)");
        workspace = Workspace.of(folder, database)
                .full("parts")
                .with(JobColumn.PARTITION_BY, "region")
                .full("lone")
                .full("\"gone\n" + FORGED + "\"")
                .save();
    }

    @Test
    void aNameWithALineBreakForgesNoLine() {
        JarProcess run = workspace.call("--job", "*gone*");

        assertEquals(1, run.exitCode(), run.output());
        String job = "shop.\"gone\\n" + FORGED + "\"";
        for (String shown : List.of(run.output(), workspace.log())) {
            assertEquals(0, shown.lines().filter(FORGED::equals).count(), shown);
            assertEquals(
                    0, shown.lines().filter(line -> line.startsWith(FORGED)).count(), shown);
            assertTrue(shown.contains(job), shown);
        }
        assertEquals(1, workspace.audit(job).size(), workspace.audit()::toString);
    }

    @Test
    void oneJobOfOneRowIsSaidInTheSingular() {
        JarProcess run = workspace.call("--job", "shop.lone");

        assertEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("1 of 1 job succeeded, 0 failed; 1 row in "), run.output());
    }

    @Test
    void loadsShowTheFolderOfTheTableNotOfAPartition() {
        assertEquals(0, workspace.call("--job", "shop.parts").exitCode());

        JarProcess loads = InProcess.run("loads", "--job", "shop.parts", "--home", workspace.home.toString());

        assertEquals(0, loads.exitCode(), loads.output());
        String line = loads.output().lines().skip(1).findFirst().orElseThrow();
        assertTrue(line.endsWith(" shop/parts/" + Workspace.today()), loads.output());
        assertEquals(3, workspace.parquet("parts").size());
    }
}
