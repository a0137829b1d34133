package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.HaltingRun;
import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and Excel do to a workbook between two runs, and what lands after it. */
class WorkbookHandsIT {
    private static final List<String> TABLES = List.of("instants", "clocks", "numbers");
    private static final int TABLE = List.of(JobColumn.values()).indexOf(JobColumn.TABLE_NAME);

    @TempDir
    Path folder;

    private TestPostgres database;
    private Workspace workspace;
    private int rows;

    @BeforeEach
    void fill() {
        database = TestPostgres.database();
        workspace = Workspace.of(folder, database);
        database.run(
                "CREATE TABLE instants (id int, cursor timestamptz NOT NULL)",
                "CREATE TABLE clocks (id int, cursor timestamp NOT NULL)",
                "CREATE TABLE numbers (id int, cursor bigint NOT NULL UNIQUE)");
        TABLES.forEach(table -> workspace.incremental(table, "cursor"));
        workspace.save();
        grow(10);
    }

    @Test
    void rowsSortedBeforeTheWatermarksAreWritten() throws Exception {
        open();
        JarProcess run = run();
        assertTrue(run.output().contains("3 watermark cell(s) wait in the journal"), run.output());
        TABLES.forEach(table -> assertEquals("", cell(table)));
        close();
        workspace.edit(sheet -> swap(sheet, 1, 3));
        grow(5);
        run();
        TABLES.forEach(table -> assertLanded(table, List.of()));
    }

    @Test
    void anOpenWorkbookIsWrittenByTheFirstRunThatFindsItClosed() throws Exception {
        open();
        run();
        assertState("The watermark " + highest("numbers") + " waits in the journal: the next run starts from it and");
        grow(5);
        run();
        TABLES.forEach(table -> assertEquals("", cell(table)));
        close();
        JarProcess last = run();
        assertTrue(last.output().contains("  Nothing landed: there were no new rows"), last.output());
        assertFalse(last.output().contains("  Path: "), last.output());
        assertState("3 jobs, all places agree.");
        TABLES.forEach(table -> assertLanded(table, List.of()));
    }

    @Test
    void anOlderWorkbookPutBackIsAnEditThatIncludesItsValue() throws Exception {
        run();
        byte[] backup = Files.readAllBytes(workspace.workbook());
        grow(5);
        run();
        String reached = highest("numbers");
        Files.write(workspace.workbook(), backup);
        grow(3);
        String older = cell("numbers");
        assertState("The lake has reached " + reached + ", the cell says " + older + ": the next run starts at " + older
                + ", that value included.");
        JarProcess run = run();
        assertTrue(
                run.output()
                        .contains("The watermark cell of shop.numbers says " + older + ", its last load reached "
                                + reached + ": the cell wins, the load begins there, that value included."),
                run.output());
        TABLES.forEach(table -> assertLanded(table, List.of("10", "11", "12", "13", "14", "15")));
        run();
        TABLES.forEach(table -> assertLanded(table, List.of("10", "11", "12", "13", "14", "15")));
    }

    @Test
    void anOlderWorkbookPutBackWhileAValueWaitsWins() throws Exception {
        run();
        byte[] backup = Files.readAllBytes(workspace.workbook());
        grow(2);
        run();
        grow(2);
        open();
        run();
        String waiting = highest("numbers");
        Files.write(workspace.workbook(), backup);
        close();
        String older = cell("numbers");
        assertState("The cell was edited while " + waiting
                + " waited in the journal: the edit wins, the next run starts at " + older);
        JarProcess run = run();
        assertTrue(
                run.output()
                        .contains("The watermark cell of shop/numbers was edited to '" + older + "': it stays, "
                                + waiting + " is not written"),
                run.output());
        TABLES.forEach(table -> assertLanded(table, List.of("10", "11", "12", "13", "14")));
    }

    @Test
    void cellsThatExcelRetypedAreStillOurs() throws Exception {
        run();
        workspace.edit(sheet -> {
            date(sheet, "instants", LocalDateTime.parse("2026-01-27T10:54:12.584"));
            date(sheet, "clocks", LocalDateTime.parse("2026-01-27T10:54:12.584"));
            cell(sheet, "numbers", cell -> cell.setCellValue(Double.parseDouble("1.23456789012345E17")));
        });
        assertState("3 jobs, all places agree.");
        run();
        grow(5);
        JarProcess run = run();
        assertTrue(run.output().contains("Incremental load: cursor > 2026-01-27 10:54:12.584321+00:00"), run.output());
        TABLES.forEach(table -> assertLanded(table, List.of()));
    }

    @Test
    void whatExcelMadeOfACellThatWaitsIsStillWhatItWas() throws Exception {
        run();
        open();
        grow(5);
        run();
        close();
        workspace.edit(sheet -> date(sheet, "clocks", LocalDateTime.parse("2026-01-27T10:54:12.584")));
        run();
        TABLES.forEach(table -> assertLanded(table, List.of()));
    }

    @Test
    void aLoadThatWasNotCommittedNeverTouchesItsCell() throws Exception {
        run();
        String before = cell("instants");
        grow(5);
        halt("before", "MARKER");
        assertEquals(before, cell("instants"));
        assertState("A load was interrupted: the next run finishes it or takes it back.");
        halt("after", "MARKER");
        assertEquals(before, cell("instants"), "it counts, and its cell waits");
        run();
        assertState("3 jobs, all places agree.");
        TABLES.forEach(table -> assertLanded(table, List.of()));
    }

    private JarProcess run() {
        JarProcess run = workspace.call();
        assertEquals(0, run.exitCode(), run.output());
        return run;
    }

    private void halt(String side, String step) throws Exception {
        Path output = folder.resolve("halted");
        Process process = Jar.quick().startMain(HaltingRun.class, output, workspace.home.toString(), side, step, "1");
        try {
            assertEquals(HaltingRun.HALTED, process.waitFor(), () -> Workspace.read(output));
        } finally {
            process.destroyForcibly();
        }
    }

    /** What waits in the journal for a row that is switched off, or at fault, for a night is still its own afterwards. */
    @Test
    void aRowThatIsOffOrAtFaultForANightGoesOnWhereItWas() throws Exception {
        open();
        run();
        close();
        workspace.edit(sheet -> {
            write(sheet, "numbers", JobColumn.ENABLED, "N");
            write(sheet, "clocks", JobColumn.LOAD_TYPE, "INC");
        });
        JarProcess night = workspace.call();
        assertEquals(1, night.exitCode(), night.output());
        workspace.edit(sheet -> {
            write(sheet, "numbers", JobColumn.ENABLED, "Y");
            write(sheet, "clocks", JobColumn.LOAD_TYPE, "INCREMENTAL");
        });
        grow(5);
        run();
        TABLES.forEach(table -> assertLanded(table, List.of()));
    }

    private static void write(XSSFSheet sheet, String table, JobColumn column, String text) {
        for (Row row : sheet) {
            if (row.getCell(TABLE).getStringCellValue().equals(table)) {
                row.getCell(List.of(JobColumn.values()).indexOf(column)).setCellValue(text);
            }
        }
    }

    private void assertState(String part) {
        String state = InProcess.run("state", "--home", folder.toString()).output();
        assertTrue(state.contains(part), () -> part + "\n" + state);
    }

    /** More rows in each table, the {@code i}-th a minute, and a number, after the one before. */
    private void grow(int more) {
        String numbers = " FROM generate_series(" + (rows + 1) + ", " + (rows + more) + ") i";
        String clock = "timestamp '2026-01-27 10:44:12.584321' + i * interval '1 minute'";
        database.run(
                "INSERT INTO instants SELECT i, (" + clock + ") AT TIME ZONE 'UTC'" + numbers,
                "INSERT INTO clocks SELECT i, " + clock + numbers,
                "INSERT INTO numbers SELECT i, 123456789012345600 + i" + numbers);
        rows += more;
    }

    /** Every row landed, those of {@code twice} twice, and the cell says how far. */
    private void assertLanded(String table, List<String> twice) {
        String files = LandedRows.files(workspace.table(table));
        try {
            assertEquals(
                    database.ask("SELECT id FROM " + table + " ORDER BY id"),
                    LandedRows.values("SELECT DISTINCT id FROM " + files + " ORDER BY id"),
                    table);
            assertEquals(
                    twice,
                    LandedRows.values("SELECT id FROM " + files + " GROUP BY id HAVING count(*) = 2 ORDER BY id"),
                    table);
            assertEquals(
                    List.of(Integer.toString(rows + twice.size())),
                    LandedRows.values("SELECT count(*) FROM " + files),
                    table);
            assertEquals(highest(table), cell(table));
        } catch (SQLException e) {
            throw new AssertionError(table, e);
        }
    }

    private String highest(String table) {
        String value = table.equals("instants") ? "max(cursor) AT TIME ZONE 'UTC' || '+00:00'" : "max(cursor)";
        return database.ask("SELECT " + value + " FROM " + table).get(0);
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

    private String cell(String table) {
        String[] text = new String[1];
        try {
            byte[] kept = Files.readAllBytes(workspace.workbook());
            workspace.edit(sheet -> cell(sheet, table, cell -> text[0] = cell.getStringCellValue()));
            Files.write(workspace.workbook(), kept);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return text[0];
    }

    private static void date(XSSFSheet sheet, String table, LocalDateTime value) {
        cell(sheet, table, cell -> {
            CellStyle style = sheet.getWorkbook().createCellStyle();
            style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat("yyyy-mm-dd hh:mm:ss.000"));
            cell.setCellStyle(style);
            cell.setCellValue(value);
        });
    }

    private static void cell(XSSFSheet sheet, String table, Consumer<XSSFCell> change) {
        for (Row row : sheet) {
            if (row.getCell(TABLE).getStringCellValue().equals(table)) {
                change.accept(Workspace.watermark(sheet, row.getRowNum()));
            }
        }
    }

    /** As sorting does it: the values change their rows. */
    private static void swap(XSSFSheet sheet, int first, int second) {
        XSSFRow one = sheet.getRow(first);
        XSSFRow other = sheet.getRow(second);
        for (int column = 0; column < JobColumn.values().length; column++) {
            XSSFCell left = one.getCell(column, Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
            XSSFCell right = other.getCell(column, Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
            String kept = left.getStringCellValue();
            left.setCellValue(right.getStringCellValue());
            right.setCellValue(kept);
        }
    }
}
