package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page that a run leaves for whoever comes in the morning. */
class MorningReportIT {
    @TempDir
    Path folder;

    private TestPostgres database;
    private Workspace workspace;

    @BeforeEach
    void fill() {
        database = TestPostgres.database();
        workspace = Workspace.of(folder, database);
        database.run("CREATE TABLE orders AS SELECT i AS id, i / 8.0 AS amount FROM generate_series(1, 240) i");
    }

    private Path page() {
        return folder.resolve("metadata").resolve("report.html");
    }

    @Test
    void aRunEndsWithThePageAndSaysWhereItLies() throws IOException {
        workspace.full("orders").full("missing").save();

        JarProcess run = workspace.call();

        assertEquals(1, run.exitCode());
        assertTrue(run.output().contains("Report: "), run.output());
        String page = Files.readString(page());
        assertTrue(page.contains("<h1>1 of 2 jobs failed</h1>"), page);
        assertTrue(page.contains("shop.missing"));
        assertTrue(page.contains(">240<"));
    }

    @Test
    void aColumnThatBecameAnotherIsNamedWithBothTypes() throws IOException {
        workspace.full("orders").save();
        assertEquals(0, workspace.call().exitCode());
        assertTrue(Files.readString(page()).contains("No load that is known here found a column other"));

        database.run("ALTER TABLE orders ALTER COLUMN id TYPE bigint", "ALTER TABLE orders ADD COLUMN note text");
        assertEquals(0, workspace.call().exitCode());

        String page = Files.readString(page());
        assertTrue(page.contains("orders.id</td><td class=\"mono\">int32</td><td class=\"mono\">int64</td>"), page);
        assertTrue(page.contains("orders.note</td><td class=\"mono\">(new)</td><td class=\"mono\">text</td>"), page);
    }

    @Test
    void theCommandWritesItAnew() throws IOException {
        workspace.full("orders").save();
        workspace.call();
        Files.delete(page());

        JarProcess report = InProcess.run("report", "--home", folder.toString());

        assertEquals(0, report.exitCode(), report.output());
        assertTrue(report.output().contains("Report: "));
        assertTrue(Files.readString(page()).contains("<h1>The job succeeded</h1>"));
    }

    @Test
    void whatIsDamagedIsNamedAndTheRunIsNotTouchedByIt() throws IOException {
        workspace.full("orders").save();
        workspace.call();
        Files.writeString(folder.resolve("metadata").resolve("report.digest"), "nonsense");

        JarProcess run = workspace.call();

        assertEquals(0, run.exitCode());
        assertTrue(run.output().contains("Report: report.digest is damaged or another version's"), run.output());
    }

    @Test
    void aPageThatCannotBeWrittenFailsNoRun() throws IOException {
        workspace.full("orders").save();
        Files.createDirectories(page().resolve("a folder in its place"));

        JarProcess run = workspace.call();

        assertEquals(0, run.exitCode());
        assertTrue(run.output().contains("Cannot write the report"), run.output());
    }

    @Test
    void aRunThatWasRefusedIsSeenToo() throws IOException {
        workspace.full("orders").save();
        workspace.call();

        assertEquals(2, workspace.call("--job", "shop.ordres").exitCode());

        assertTrue(Files.readString(page()).contains("<h1>The last run did not start</h1>"));
    }

    /** In the zone of the nights before, whose newest run it would not be in another. */
    @ParameterizedTest
    @CsvSource({
        "Asia/Tokyo, config/ingestion_config.xlsx, no workbook, Cannot read",
        "Asia/Tokyo, .dlt/secrets.toml, no settings, Cannot read",
        "Asia/Tokyo, .dlt/config.toml, '[runtime]\ntime_zone = \"Asia/Tokyo\"\nreport = \"perhaps\"', perhaps",
        "UTC, .dlt/config.toml, '[runtime]\ntime_zone = \"Asia/Tokio\"', Asia/Tokio"
    })
    void soIsOneWhoseWorkbookOrSettingsCouldNotBeRead(String zone, String file, String content, String why)
            throws IOException {
        workspace
                .full("orders")
                .settings("[runtime]\ntime_zone = \"" + zone + "\"")
                .save();
        assertEquals(0, workspace.call().exitCode());
        Files.writeString(folder.resolve(file), content);

        JarProcess run = workspace.call();

        assertEquals(2, run.exitCode());
        assertEquals(2, run.output().split(why, -1).length, run.output());
        String page = Files.readString(page());
        assertTrue(page.contains("<h1>The last run did not start</h1>"), page);
        assertTrue(page.contains("shop.orders"), page);
        assertFalse(page.contains("no longer enabled"), page);
    }

    @Test
    void aSettingKeepsRunsFromWritingIt() throws IOException {
        workspace.full("orders").settings("[runtime]\nreport = false").save();

        assertEquals(0, workspace.call().exitCode());
        assertFalse(Files.exists(page()));

        Files.writeString(workspace.workbook(), "no workbook");
        assertEquals(2, workspace.call().exitCode());
        assertFalse(Files.exists(page()));
    }
}
