package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.Await;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Tree;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dry run says what a run would do, and leaves no trace. */
class DryRunIT {
    private static final TestPostgres DATABASE = TestPostgres.database();

    @TempDir
    Path folder;

    private Workspace workspace() {
        return Workspace.of(folder, DATABASE);
    }

    @Test
    void whatIsCertainOfEachJobIsPrintedAndNothingIsWritten() {
        Workspace workspace = workspace()
                .full("sales.\"Order Details\"")
                .with(JobColumn.WHERE, "region = 'EU'")
                .with(JobColumn.COLUMNS, "id,name")
                .with(JobColumn.CLUSTER_BY, "name")
                .incremental("orders", "updated_at")
                .with(JobColumn.LAST_WATERMARK, "2026-01-27 10:44:12.584321+00:00")
                .save();
        List<String> before = Tree.names(folder);
        String day = Workspace.today();

        JarProcess run = workspace.call("--dry-run");

        assertEquals(0, run.exitCode(), run.output());
        assertLinesMatch(
                List.of(
                        "\\[LOCAL\\] Credential Source: .dlt/secrets.toml",
                        "shop\\.sales\\.\"Order Details\"  \\(PostgreSQL, FULL\\)",
                        "  table    sales\\.\"Order Details\"",
                        "  columns  id, name; types: not known without connecting",
                        "  where    region = 'EU'",
                        "  sorted   name, within row groups",
                        "  sql      not known without connecting: add --connect",
                        "  target   lake/shop/sales_order_details/" + day,
                        "",
                        "shop\\.orders  \\(PostgreSQL, INCREMENTAL\\)",
                        "  table    orders",
                        "  columns  all; types: not known without connecting",
                        "  window   updated_at > 2026-01-27 10:44:12.584321\\+00:00, or from it where the cell was edited"
                                + " since the last load; where it ends: not known without connecting",
                        "  sql      not known without connecting: add --connect",
                        "  target   lake/shop/orders/" + day,
                        "",
                        "Dry run: 2 jobs, no fault found, nothing read, nothing written\\."),
                run.output().lines().toList());
        assertEquals(before, Tree.names(folder));
    }

    @Test
    void faultsAreListedWithTheirCellsAndNothingIsWritten() {
        Workspace workspace = workspace()
                .full("a/\"b")
                .incremental("orders", "")
                .full("orders")
                .save();
        List<String> before = Tree.names(folder);

        JarProcess run = workspace.call("--dry-run");

        assertEquals(2, run.exitCode(), run.output());
        Stream.of("jobs!C2: ", "jobs!E3: ")
                .forEach(cell -> assertTrue(run.output().contains(cell), run.output()));
        assertEquals(before, Tree.names(folder));
    }

    @Test
    void connectingTellsTheTypesAndFindsWhatTheDatabaseLacks() {
        DATABASE.run(
                "CREATE TABLE goods (id bigint PRIMARY KEY, \"Unit Price\" numeric(10,2), at timestamp(3))",
                "INSERT INTO goods VALUES (1, 2, '2026-01-01')");
        Workspace workspace = workspace()
                .incremental("goods", "at")
                .full("godos")
                .with(JobColumn.COLUMNS, "id")
                .save();
        List<String> before = Tree.names(folder);

        JarProcess run = workspace.call("--dry-run", "--connect");

        assertEquals(2, run.exitCode(), run.output());
        assertTrue(
                run.output()
                        .contains(
                                "  columns  id bigint -> int64, Unit Price as unit_price numeric(10,2) -> decimal(10,2),"
                                        + " at timestamp(3) without time zone -> timestamp"),
                run.output());
        assertTrue(
                run.output().matches("(?s).*  window   at < \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}\n.*"),
                run.output());
        assertTrue(run.output().contains("  fault    jobs!C3: ") && run.output().contains("goods"), run.output());
        assertTrue(run.output().contains("Dry run: 1 of 2 jobs has a fault."));
        assertEquals(before, Tree.names(folder));
    }

    @Test
    void whoItWaitsForIsSaid() throws Exception {
        DATABASE.run("CREATE TABLE held (id bigint)");
        Workspace workspace = workspace().full("held").save();
        Path output = folder.resolve("output");
        try (Connection holder = DATABASE.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE");
            Process process =
                    Jar.quick().start(output, "run", "--dry-run", "--connect", "--home", workspace.home.toString());
            try {
                Await.until("it says so", () -> text(output).contains("shop.held waits for a lock on held: session "));
                holder.rollback();
                assertTrue(process.waitFor(1, TimeUnit.MINUTES));
                assertEquals(0, process.exitValue(), text(output));
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static String text(Path output) {
        try {
            return Jar.text(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void twoHundredJobsLoadNeitherHadoopNorADriver() {
        Workspace workspace = workspace();
        for (int i = 0; i < 200; i++) {
            workspace.incremental("sales.table_" + i, "updated_at");
        }
        workspace.save();
        Path classes = folder.resolve("classes.log");

        JarProcess run = workspace.run(Jar.quick().jvm("-Xlog:class+load:file=" + classes), "--dry-run");

        assertEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("Dry run: 200 jobs, no fault found"), run.output());
        String loaded = Workspace.read(classes);
        assertTrue(loaded.contains("dev.ingest.run.DryRun"), "the log of classes is one");
        for (String room : List.of(
                "org.apache.hadoop",
                "org.apache.parquet",
                "org.postgresql",
                "com.zaxxer",
                "com.azure",
                "com.microsoft",
                "dev.ingest.secret.azure",
                "dev.ingest.source.jdbc.Postgres")) {
            assertFalse(loaded.contains(room + "."), room + " is loaded");
        }
        long start = System.nanoTime();
        workspace.run("--dry-run");
        System.out.println("Dry run of 200 jobs: "
                + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms, the JVM's start included");
    }

    @Test
    void misspelledSettingsAreWarnedOf() {
        Workspace workspace = workspace()
                .settings("[sources.shop]\nfull_mod = \"replace\"")
                .full("orders")
                .save();

        JarProcess run = workspace.call("--dry-run");

        assertEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("warning: ") && run.output().contains("full_mode"), run.output());
    }
}
