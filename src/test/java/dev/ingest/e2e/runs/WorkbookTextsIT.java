package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text watermarks that look like something else, and workbooks that cannot be written. */
class WorkbookTextsIT {
    @TempDir
    Path folder;

    private TestPostgres database;
    private Workspace workspace;

    @BeforeEach
    void fill() {
        database = TestPostgres.database();
        database.run("CREATE TABLE notes (c text NOT NULL UNIQUE)");
        workspace = Workspace.of(folder, database).incremental("notes", "c").save();
    }

    @Test
    void aTextWithBlanksAndControlCharactersIsReadOnceWhileTheWorkbookStaysOpen() throws Exception {
        for (String text : List.of("' b'", "' bz'", "E' c\\x01'", "'d '")) {
            database.run("INSERT INTO notes VALUES (" + text + ")");
            open();
            JarProcess run = run();
            assertTrue(run.output().contains(" watermark cell(s) wait in the journal"), run.output());
            assertTrue(run.output().contains("if nobody has it open, delete that file"), run.output());
            run();
            close();
            run();
            run();
            assertLandedOnce();
        }
        assertEquals(database.ask("SELECT max(c COLLATE \"C\") FROM notes"), List.of(workspace.watermark(1)));
    }

    @Test
    void whatAPersonTypesOverATextThatOnlyCountsAsEqualIsTheirs() throws Exception {
        database.run("INSERT INTO notes VALUES ('0019'), ('0020')");
        run();
        database.run("INSERT INTO notes VALUES ('0021'), ('20'), ('21')");
        workspace.edit(sheet -> Workspace.watermark(sheet, 1).setCellValue("20"));
        JarProcess run = run();
        assertTrue(run.output().contains("Incremental load: c >= 20"), run.output());
        assertEquals(List.of("0019", "0020", "20", "21"), landed());
    }

    @Test
    void aStaleLockFileAndAHeaderThatMeansNothingAreSaidBeforeTheFirstRow() throws Exception {
        workspace.edit(sheet -> sheet.getRow(0).createCell(40).setCellValue("filter"));
        open();
        String lock =
                "warning: The workbook config/ingestion_config.xlsx is open (~$ingestion_config.xlsx stands beside it";
        String header = "jobs!AO1: header 'filter' means nothing here, so what stands below it is not read.";
        String dry = workspace.call("--dry-run").output();
        assertTrue(dry.contains(lock) && dry.contains(header), dry);
        String run = run().output();
        assertTrue(run.indexOf(header) < run.indexOf("Starting job"), run);
        assertTrue(run.indexOf("stands beside it") < run.indexOf("Starting job"), run);
    }

    private JarProcess run() {
        JarProcess run = workspace.call();
        assertEquals(0, run.exitCode(), run.output());
        return run;
    }

    private void assertLandedOnce() throws SQLException {
        assertEquals(database.ask("SELECT c FROM notes ORDER BY c COLLATE \"C\""), landed());
    }

    private List<String> landed() throws SQLException {
        return LandedRows.values("SELECT c FROM " + LandedRows.files(workspace.table("notes")) + " ORDER BY c");
    }

    private Path lock() {
        return workspace.workbook().resolveSibling("~$" + workspace.workbook().getFileName());
    }

    private void open() throws IOException {
        Files.writeString(lock(), "Excel has it");
    }

    private void close() throws IOException {
        Files.delete(lock());
    }
}
