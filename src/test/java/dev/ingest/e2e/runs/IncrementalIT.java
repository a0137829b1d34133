package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Incremental loads from run to run: every new and changed row once, and a watermark that people can read and edit. */
class IncrementalIT {
    private static final int WATERMARK = List.of(JobColumn.values()).indexOf(JobColumn.LAST_WATERMARK);

    /** Table, cursor and its expression for the {@code i}-th row: later rows are higher, some are equal. */
    private static final Map<String, String> CURSORS = new TreeMap<>(Map.of(
            "by_instant", "timestamptz '2026-01-27 10:44:12.584321+05:45' + i / 2 * interval '1 microsecond'",
            "by_clock", "timestamp '2026-03-29 02:30:00.000001' + i / 2 * interval '1 millisecond'",
            "by_day", "date '2025-12-30' + i / 100",
            "by_number", "i / 2",
            "by_decimal", "(i / 2 + 0.000000000000000001)::numeric(38,18)",
            "by_text", "'İ-' || lpad((i / 2)::text, 9, '0')"));

    @TempDir
    Path folder;

    private TestPostgres database;
    private Workspace workspace;

    @BeforeEach
    void fill() {
        database = TestPostgres.database();
        workspace = Workspace.of(folder, database);
        CURSORS.forEach((table, cursor) -> {
            database.run("CREATE TABLE " + table + " AS SELECT i AS id, 1 AS version, " + cursor
                    + " AS cursor FROM generate_series(1, 500) i");
            workspace.incremental(table, "cursor");
        });
        workspace.save();
    }

    @Test
    void everyRowLandsOnceInWhateverRunItCame() throws Exception {
        run();
        byte[] before = Files.readAllBytes(workspace.workbook());
        CURSORS.forEach((table, cursor) -> database.run(
                "INSERT INTO " + table + " SELECT i, 1, " + cursor + " FROM generate_series(600, 619) i",
                "UPDATE " + table + " SET version = 2, cursor = later.cursor FROM (SELECT i - 690 AS id, " + cursor
                        + " AS cursor FROM generate_series(700, 709) i) later WHERE later.id = " + table + ".id"));
        run();
        run();

        CURSORS.keySet().forEach(table -> assertTableLanded(table, 30));
        assertOnlyWatermarksChanged(before, Files.readAllBytes(workspace.workbook()));
    }

    @Test
    void rowsAtTheBoundaryThatComeLaterAreNotLostWhereTheCursorRepeats() {
        run();
        for (String table : List.of("by_number", "by_decimal", "by_text")) {
            database.run("INSERT INTO " + table + " SELECT 1000, 1, max(cursor) FROM " + table);
        }
        run();
        run();

        for (String table : List.of("by_number", "by_decimal", "by_text")) {
            assertTableLanded(table, 1);
        }
    }

    @Test
    void whatAPersonWritesIntoTheCellIsIncluded() throws Exception {
        run();
        edit(
                "by_instant",
                database.ask("SELECT cursor::text FROM by_instant WHERE id = 400")
                        .get(0));

        JarProcess again = workspace.call("--job", "*.by_instant");

        assertEquals(0, again.exitCode(), again.output());
        long rows = Long.parseLong(database.ask(
                        "SELECT count(*) FROM by_instant WHERE cursor >= (SELECT cursor FROM by_instant WHERE id = 400)")
                .get(0));
        assertEquals(rows, workspace.audit("shop.by_instant").get(1).rows());
        assertTrue(
                again.output().contains("Incremental load: cursor >= 2026-01-27 04:59:12.584521+00:00 AND cursor < "));
        assertEquals(highest("by_instant"), watermark("by_instant"), "and the load moves it on again");
    }

    @Test
    void anEmptiedCellLoadsFromTheStartAndReplacesTheDay() throws Exception {
        run();
        edit("by_number", "");

        JarProcess again = workspace.call("--job", "*.by_number");

        assertEquals(0, again.exitCode(), again.output());
        assertEquals(500, workspace.audit("shop.by_number").get(1).rows());
        assertEquals(1, workspace.parquet("by_number").size(), "the same day's older file went");
        assertTableLanded("by_number", 0);
    }

    private void run() {
        JarProcess run = workspace.run();
        assertEquals(0, run.exitCode(), run.output());
    }

    /** The last version of each key is the table; {@code later} rows landed after the first 500, and the cell is true. */
    private void assertTableLanded(String table, int later) {
        try {
            String files = LandedRows.files(workspace.table(table));
            assertEquals(
                    database.ask("SELECT id || ' ' || version FROM " + table + " ORDER BY id"),
                    LandedRows.values("SELECT id || ' ' || max(version) FROM " + files + " GROUP BY id ORDER BY id"),
                    table);
            assertEquals(
                    List.of(Integer.toString(500 + later)),
                    LandedRows.values("SELECT count(*) FROM " + files),
                    table + ": no row twice");
            assertEquals(
                    List.of(Integer.toString(500 + later)),
                    LandedRows.values("SELECT count(DISTINCT (id, version)) FROM " + files),
                    table);
            long audited = workspace.audit("shop." + table).stream()
                    .skip(later == 0 ? 1 : 0)
                    .mapToLong(AuditLine::rows)
                    .sum();
            assertEquals(500 + later, audited, table);
            assertEquals(highest(table), watermark(table), table);
        } catch (Exception e) {
            throw new AssertionError(table, e);
        }
    }

    /** The highest cursor at full precision, as the cell is to show it. */
    private String highest(String table) {
        String expression = switch (table) {
            case "by_instant" -> "to_char(max(cursor) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US\"+00:00\"')";
            case "by_clock" -> "to_char(max(cursor), 'YYYY-MM-DD HH24:MI:SS.US')";
            case "by_text" -> "max(cursor COLLATE \"C\")";
            default -> "max(cursor)";
        };
        return database.ask("SELECT " + expression + " FROM " + table).get(0);
    }

    private String watermark(String table) {
        return workspace.watermark(1 + List.copyOf(CURSORS.keySet()).indexOf(table));
    }

    private void edit(String table, String value) throws IOException {
        byte[] file = Files.readAllBytes(workspace.workbook());
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file));
                OutputStream out = Files.newOutputStream(workspace.workbook())) {
            int row = 1 + List.copyOf(CURSORS.keySet()).indexOf(table);
            workbook.getSheet("jobs").getRow(row).getCell(WATERMARK).setCellValue(value);
            workbook.write(out);
        }
    }

    private static void assertOnlyWatermarksChanged(byte[] before, byte[] after) throws IOException {
        assertEquals(cells(before), cells(after));
        Map<String, byte[]> old = parts(before);
        Map<String, byte[]> now = parts(after);
        assertEquals(old.keySet(), now.keySet());
        old.forEach((name, content) -> {
            if (!name.matches("xl/(worksheets/sheet1|sharedStrings|styles)\\.xml")) {
                assertArrayEquals(content, now.get(name), name);
            }
        });
    }

    /** All cells but the watermarks, with their styles; and what else a sheet has. */
    private static List<String> cells(byte[] file) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            XSSFSheet sheet = workbook.getSheet("jobs");
            List<String> cells = new ArrayList<>();
            DataFormatter formatter = new DataFormatter();
            for (Row row : sheet) {
                for (Cell cell : row) {
                    if (cell.getColumnIndex() != WATERMARK || row.getRowNum() == 0) {
                        cells.add(cell.getAddress() + " " + formatter.formatCellValue(cell) + " "
                                + cell.getCellStyle().getIndex() + " "
                                + (cell.getCellComment() == null
                                        ? ""
                                        : cell.getCellComment().getString()));
                    }
                }
            }
            sheet.getDataValidations()
                    .forEach(validation -> cells.add(validation.getRegions().getCellRangeAddresses()[0]
                            + String.join(
                                    ",", validation.getValidationConstraint().getExplicitListValues())));
            cells.add(sheet.getPaneInformation().getHorizontalSplitPosition() + " rows frozen");
            return cells;
        }
    }

    private static Map<String, byte[]> parts(byte[] file) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (InputStream in = new ByteArrayInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }
}
