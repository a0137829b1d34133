package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LakeCheck;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.job.JobStatus;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
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

    /** Three tables that landed before, by an audit that says how long that took, and one that never did. */
    private Workspace withHistory() throws IOException {
        Workspace workspace = Workspace.of(folder, database);
        for (String table : List.of("quick", "slow", "fresh", "slowest")) {
            database.run("CREATE TABLE " + table + " (id int)");
            workspace.full(table);
        }
        Path metadata = Files.createDirectories(folder.resolve("metadata"));
        Files.writeString(metadata.resolve("audit_20260101.csv"), AuditLine.HEADER + """

                2026-01-01T03:00:00,shop.slowest,SUCCESS,1,9000.00,slowest/2026/01/01,
                2026-01-01T03:00:00,shop.slow,SUCCESS,1,80.00,slow/2026/01/01,
                2026-01-01T03:00:00,shop.quick,SUCCESS,1,2.00,quick/2026/01/01,
                2026-01-01T04:00:00,shop.quick,FAILED,0,99999.00,,refused
                """);
        return workspace.save();
    }

    /** The jobs of a run as they ended, one after the other. */
    private static List<String> ended(Workspace workspace) {
        return workspace.audit().stream().skip(4).map(AuditLine::job).toList();
    }

    @Test
    void theLongestBeginFirstWhenAskedTo() throws IOException {
        Workspace workspace = withHistory();
        List<String> longest = List.of("shop.fresh", "shop.slowest", "shop.slow", "shop.quick");
        JarProcess dry = workspace.call("--dry-run", "--parallel", "2");
        assertTrue(dry.output().contains("Jobs begin in this order, 2 at once: "), dry.output());
        assertTrue(dry.output().contains("  took     80.00 s when it last succeeded"), dry.output());
        assertEquals(
                longest,
                dry.output()
                        .lines()
                        .filter(line -> line.startsWith("shop."))
                        .map(line -> line.replaceFirst(" .*", ""))
                        .toList());

        workspace.settings("[runtime]\njob_order = \"longest_first\"");
        JarProcess run = workspace.call();
        assertEquals(0, run.exitCode(), run.output());
        assertEquals(longest, ended(workspace), run.output());
    }

    @Test
    void oneAfterTheOtherTheWorkbooksOrderIsKept() throws IOException {
        Workspace workspace = withHistory();
        JarProcess run = workspace.call();
        assertEquals(List.of("shop.quick", "shop.slow", "shop.fresh", "shop.slowest"), ended(workspace), run.output());
    }

    @Test
    void aLimitOfASourceThatIsNoneIsAFaultOfItsJobs() {
        Workspace workspace = Workspace.of(folder, database).full("orders").save();
        workspace.secrets(Workspace.read(folder.resolve(".dlt").resolve("secrets.toml"))
                .replace("[sources.shop]", "[sources.shop]\nparallel_jobs = 0"));
        JarProcess run = workspace.call("--dry-run");
        assertEquals(2, run.exitCode(), run.output());
        assertTrue(
                run.output()
                        .contains(
                                "sources.shop.parallel_jobs in .dlt/secrets.toml: '0' is not a whole number from 1 to 64"),
                run.output());
    }
}
