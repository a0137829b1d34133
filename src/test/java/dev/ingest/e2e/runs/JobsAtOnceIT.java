package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.config.JobColumn;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LakeCheck;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.job.JobStatus;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of two sources, several at once, by the real jar. */
class JobsAtOnceIT {
    private static final int TABLES = 20;

    @TempDir
    Path folder;

    private final TestPostgres database = TestPostgres.database();

    private static String source(int table) {
        return table % 3 == 0 ? "other" : Workspace.SOURCE;
    }

    /** Every third table is of another source, which stands in the section of its type as the first does. */
    private Workspace workspace() {
        Workspace workspace = Workspace.of(folder, database);
        String secrets = Workspace.read(folder.resolve(".dlt").resolve("secrets.toml"));
        workspace.secrets(secrets.replace("[sources." + Workspace.SOURCE + "]", "[sources.postgresql]"));
        for (int table = 0; table < TABLES; table++) {
            database.run("CREATE TABLE t" + table + " AS SELECT i AS id, 'row ' || i AS note FROM generate_series(1, "
                    + (100 + 37 * table) + ") i");
            workspace = table % 2 == 0 ? workspace.incremental("t" + table, "id") : workspace.full("t" + table);
            workspace.with(JobColumn.SOURCE_NAME, source(table));
        }
        return workspace.save();
    }

    private List<String> jobs() {
        return IntStream.range(0, TABLES)
                .mapToObj(table -> source(table) + ".t" + table)
                .toList();
    }

    @Test
    void fourAtOnceLandWhatOneAfterTheOtherWould() throws Exception {
        Workspace workspace = workspace();
        JarProcess first = workspace.run("--parallel", "4");
        assertEquals(0, first.exitCode(), first.output());
        for (String job : jobs()) {
            assertTrue(first.output().contains(" | " + job + " | [SUCCESS]"), job + " is named:\n" + first.output());
        }
        database.run("INSERT INTO t2 VALUES (9001, 'new')", "INSERT INTO t6 VALUES (9001, 'new')");
        JarProcess second = workspace.run("--parallel", "4");
        assertEquals(0, second.exitCode(), second.output());

        for (int table = 0; table < TABLES; table++) {
            Path landed = workspace.lake().resolve(source(table)).resolve("t" + table);
            String question = "SELECT count(*) || ' rows, ' || sum(id) || ', ' || max(note) FROM ";
            assertEquals(
                    database.ask(question + "t" + table),
                    LandedRows.values(question + LandedRows.files(landed)),
                    "t" + table);
        }
        for (String source : List.of("other", Workspace.SOURCE)) {
            assertEquals(List.of(), new LakeCheck(workspace.lake().resolve(source)).faults());
        }
        assertEquals(2 * TABLES, workspace.audit().size());
        assertTrue(workspace.audit().stream().map(AuditLine::status).allMatch(JobStatus.SUCCESS::equals));
    }

    @Test
    void aLogOfOneJobAfterTheOtherNamesNone() {
        JarProcess run = workspace().run("--job", "other.*");
        assertEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains(" | [SUCCESS] Job completed"), run.output());
    }

    @Test
    void aNumberThatIsNoneIsRefused() {
        JarProcess run = workspace().run("--parallel", "65");
        assertEquals(2, run.exitCode(), run.output());
        assertTrue(run.output().contains("'65' is not a whole number from 1 to 64"), run.output());
    }
}
