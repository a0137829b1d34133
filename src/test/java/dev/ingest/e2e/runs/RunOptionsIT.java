package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Tree;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.job.JobStatus;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of {@code run}, and where relative paths hang. */
class RunOptionsIT {
    private static TestPostgres database;

    @TempDir
    Path folder;

    @BeforeAll
    static void fill() {
        database = TestPostgres.database();
        database.run(
                "CREATE TABLE orders AS SELECT i AS id FROM generate_series(1, 10) i",
                "CREATE TABLE customers AS SELECT i AS id FROM generate_series(1, 5) i",
                "CREATE SCHEMA crm",
                "CREATE TABLE crm.orders AS SELECT i AS id FROM generate_series(1, 3) i");
    }

    private Workspace workspace() {
        return Workspace.of(folder, database).full("orders").full("customers").full("crm.orders");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--job shop.orders                  | shop.orders",
                "--job *ORDERS                      | shop.orders shop.crm.orders",
                "--job shop.c*                      | shop.customers shop.crm.orders",
                "--job shop.order?                  | shop.orders",
                "--job *.crm.* --job shop.customers | shop.customers shop.crm.orders",
                "--job *                            | shop.orders shop.customers shop.crm.orders",
            })
    void patternsChooseJobs(String options, String jobs) {
        Workspace workspace = workspace().save();

        JarProcess run = workspace.call(options.strip().split(" "));

        assertEquals(0, run.exitCode(), run.output());
        assertEquals(
                List.of(jobs.strip().split(" ")),
                workspace.audit().stream().map(AuditLine::job).toList());
    }

    @Test
    void aPatternThatMatchesNothingIsNoSilentSuccess() {
        Workspace workspace = workspace().save();

        JarProcess run = workspace.call("--job", "shop.oders");

        assertEquals(2, run.exitCode(), run.output());
        assertTrue(run.output().contains("shop.oders") && run.output().contains("shop.orders"), run.output());
        assertTrue(Tree.files(workspace.lake()).isEmpty());
    }

    @Test
    void aSecondFullLoadReplacesTheFirstOfItsDay() throws Exception {
        Workspace workspace = Workspace.of(folder, database).full("orders").save();
        workspace.call();
        List<Path> first = workspace.parquet("orders");
        JarProcess again = workspace.call();

        assertEquals(0, again.exitCode(), again.output());
        assertEquals(1, first.size());
        assertEquals(1, workspace.parquet("orders").size());
        assertNotEquals(first, workspace.parquet("orders"));
        assertEquals(
                List.of("10"),
                LandedRows.values("SELECT count(*) FROM " + LandedRows.files(workspace.table("orders"))));
    }

    @Test
    void aPastDaysSnapshotIsReplacedOnlyWhenAskedTo() {
        Workspace workspace = Workspace.of(folder, database).full("orders").save();
        String[] past = {"--date", "2026-01-27"};
        Path day = workspace.table("orders").resolve("2026").resolve("01").resolve("27");

        JarProcess first = workspace.call(past);
        assertEquals(0, first.exitCode(), first.output());
        List<Path> snapshot = Tree.files(day);
        assertEquals(1, snapshot.size());
        assertTrue(first.output().contains("Partition Path: 2026/01/27"), first.output());
        assertTrue(Files.exists(workspace.home.resolve("metadata").resolve("audit_20260127.csv")));

        JarProcess refused = workspace.call(past);
        assertEquals(1, refused.exitCode(), refused.output());
        assertTrue(workspace.audit("shop.orders").get(1).error().contains("--replace"));
        assertEquals(snapshot, Tree.files(day));

        JarProcess replaced = workspace.call("--date", "2026-01-27", "--replace");
        assertEquals(0, replaced.exitCode(), replaced.output());
        assertEquals(1, Tree.files(day).size());
        assertNotEquals(snapshot, Tree.files(day));

        JarProcess today = workspace.call();
        assertEquals(0, today.exitCode(), today.output());
        assertEquals(2, workspace.parquet("orders").size(), "earlier days stay");
    }

    @Test
    void everyRelativePathHangsOnTheHome(@TempDir Path elsewhere) throws IOException {
        Workspace workspace = workspace().save();
        Files.move(workspace.workbook(), workspace.home.resolve("jobs today.xlsx"));
        Files.createDirectories(workspace.home.resolve("keys"));
        Files.move(
                workspace.home.resolve(".dlt").resolve("secrets.toml"),
                workspace.home.resolve("keys").resolve("mine.toml"));

        JarProcess run =
                workspace.run(Jar.quick().in(elsewhere), "--config", "jobs today.xlsx", "--secrets", "keys/mine.toml");

        assertEquals(0, run.exitCode(), run.output());
        assertEquals(1, workspace.parquet("crm_orders").size());
        assertEquals(3, workspace.audit().size());
        assertEquals(List.of(), Tree.files(elsewhere));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lake", "./deep/er lake", "ABSOLUTE", "file:///ABSOLUTE", "FILE://ABSOLUTE"})
    void aLakeOfThisMachineIsAFolderOrAFileUrl(String written) throws IOException {
        Path absolute = folder.resolve("lake of all");
        String path = absolute.toString().replace('\\', '/');
        String bare = path.startsWith("/") ? path.substring(1) : path;
        String url = written.equals("ABSOLUTE")
                ? path
                : written.replace("file:///ABSOLUTE", "file:///" + bare.replace(" ", "%20"))
                        .replace("FILE://ABSOLUTE", "FILE:///" + bare.replace(" ", "%20"));
        Workspace workspace = Workspace.of(folder, database).full("orders").save();
        String toml = Workspace.read(folder.resolve(".dlt").resolve("secrets.toml"));
        workspace.secrets(toml.replace("\"lake\"", "\"" + url + "\""));

        JarProcess run = workspace.call();

        assertEquals(0, run.exitCode(), run.output());
        Path lake =
                written.toUpperCase(java.util.Locale.ROOT).contains("ABSOLUTE") ? absolute : folder.resolve(written);
        assertEquals(
                1,
                Tree.files(lake.resolve("shop").resolve("orders")).size(),
                Tree.names(folder).toString());
        assertTrue(run.output().contains("Destination: " + url + " (local folder)"), run.output());
    }

    @Test
    void aLayoutOfOnesOwnIsFollowed() {
        Workspace workspace = Workspace.of(folder, database)
                .full("orders")
                .settings("[destination.filesystem]\nlayout = \"{table_name}/d={curr_date}/{load_id}-{file_id}.{ext}\"")
                .save();
        workspace.call();
        JarProcess again = workspace.call();

        assertEquals(0, again.exitCode(), again.output());
        List<String> names = Tree.names(workspace.table("orders"));
        assertEquals(1, names.size(), names.toString());
        String day = Workspace.today().replace("/", "-");
        assertTrue(names.get(0).matches("d=" + day + "/\\d+\\.\\d+-[0-9a-f]{10}\\.parquet"), names.toString());
    }

    @Test
    void environmentVariablesWinOverFiles() {
        Workspace workspace = Workspace.of(folder, database).full("orders").save();
        JarProcess run = workspace.run(Jar.quick()
                .environment("DESTINATION__FILESYSTEM__BUCKET_URL", "other")
                .environment("SOURCES__SHOP__PASSWORD", "another"));

        assertEquals(0, run.exitCode(), run.output());
        assertTrue(Tree.files(workspace.lake()).isEmpty());
        assertFalse(Tree.files(folder.resolve("other")).isEmpty());
        assertEquals(JobStatus.SUCCESS, workspace.audit().get(0).status());
    }
}
