package dev.ingest.config.workbook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.LoadType;
import dev.ingest.job.name.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows for tables that were discovered, in workbooks that people have made. */
class NewRowsTest {
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String TABLE = "xl/tables/table1.xml";
    private static final String HEADER = "source_type,source_name,table_name,load_type,watermark_column,enabled,note";
    private static final String JOB = "postgresql,shop,orders,FULL,,Y,";
    private static final String ADDED = "postgresql,shop,items,FULL,,N,";

    @TempDir
    private Path folder;

    private final NewJob items = job("items");

    private static NewJob job(String table) {
        return new NewJob(DatabaseKind.POSTGRESQL, "shop", TableName.exact(table), TableName.exact("public", table));
    }

    /** A change of the workbook as a person makes it. */
    private interface Edit {
        void make(XSSFSheet sheet);
    }

    private Path workbook(Edit edit, String... rows) throws IOException {
        Path path = folder.resolve("jobs.xlsx");
        try (XSSFWorkbook made = new XSSFWorkbook();
                var out = Files.newOutputStream(path)) {
            XSSFSheet sheet = made.createSheet("jobs");
            for (int row = 0; row < rows.length; row++) {
                Row created = sheet.createRow(row);
                String[] cells = rows[row].split(",", -1);
                for (int column = 0; column < cells.length; column++) {
                    if (!cells[column].isEmpty()) {
                        created.createCell(column).setCellValue(cells[column]);
                    }
                }
            }
            edit.make(sheet);
            made.write(out);
        }
        return path;
    }

    private static List<NewJob> add(Path path, NewJob... jobs) {
        return new WorkbookFile(path, "config/jobs.xlsx").add(List.of(jobs));
    }

    private static List<String> rows(Path path) throws IOException {
        try (XSSFWorkbook read = new XSSFWorkbook(Files.newInputStream(path))) {
            XSSFSheet sheet = read.getSheet("jobs");
            return Stream.iterate(0, row -> row <= sheet.getLastRowNum(), row -> row + 1)
                    .map(row -> sheet.getRow(row) == null ? "" : text(sheet.getRow(row)))
                    .toList();
        }
    }

    private static String text(Row row) {
        return String.join(
                ",",
                Stream.iterate(0, column -> column < 7, column -> column + 1)
                        .map(column -> new DataFormatter().formatCellValue(row.getCell(column)))
                        .toList());
    }

    @Test
    void rowsStandBelowTheOthersAndNothingElseIsTouched() throws IOException {
        Path path = folder.resolve("jobs.xlsx");
        new WorkbookBuilder().job("postgresql", "shop", "orders", LoadType.FULL).write(path);
        Map<String, byte[]> before = XlsxFixture.unzipped(Files.readAllBytes(path));

        assertEquals(List.of(items, job("Order Details")), add(path, items, job("Order Details")));

        Map<String, byte[]> after = XlsxFixture.unzipped(Files.readAllBytes(path));
        assertEquals(before.keySet(), after.keySet());
        TreeSet<String> changed = new TreeSet<>(before.keySet());
        changed.removeIf(part -> java.util.Arrays.equals(before.get(part), after.get(part)));
        assertEquals(new TreeSet<>(List.of(SHEET)), changed);
        String sheet = new String(after.get(SHEET), StandardCharsets.UTF_8);
        String rest = sheet.replaceFirst("<row r=\"3\">.*?</row><row r=\"4\">.*?</row>", "")
                .replaceFirst("<dimension ref=\"[^\"]*\"/>", "");
        assertEquals(
                new String(before.get(SHEET), StandardCharsets.UTF_8).replaceFirst("<dimension ref=\"[^\"]*\"/>", ""),
                rest);
        assertTrue(sheet.matches("(?s).*<dimension ref=\"A1:[A-Z]4\"/>.*"), sheet);
        JobSheet read = new WorkbookFile(path, "config/jobs.xlsx").read();
        assertEquals(List.of(), read.findings());
        assertEquals(2, read.disabled());
        assertTrue(rows(path).get(3).contains("\"Order Details\""), rows(path)::toString);
    }

    @Test
    void aTableThatHasARowEnabledOrNotGetsNoOther() throws IOException {
        Path path = workbook(
                sheet -> {}, HEADER, JOB, "postgresql,shop,PUBLIC.Items,FULL,,N,", "postgresql,other,notes,FULL,,Y,");
        byte[] before = Files.readAllBytes(path);

        assertEquals(List.of(), add(path, items, job("orders")));
        assertArrayEquals(before, Files.readAllBytes(path));

        assertEquals(List.of(job("notes")), add(path, job("notes"), job("notes"), items));
        assertEquals("postgresql,shop,notes,FULL,,N,", rows(path).get(4));
    }

    @Test
    void blankRowsThatAreFormattedAreFilledAndKeepTheirFormat() throws IOException {
        Path path = workbook(
                sheet -> {
                    var style = sheet.getWorkbook().createCellStyle();
                    style.setWrapText(true);
                    for (int row = 2; row < 6; row++) {
                        sheet.createRow(row).setHeightInPoints(30);
                        for (int column = 0; column < (row == 2 ? 0 : 7); column++) {
                            sheet.getRow(row).createCell(column).setCellStyle(style);
                        }
                    }
                },
                HEADER,
                JOB);

        add(path, items, job("b"));

        assertEquals(List.of(HEADER, JOB, ADDED, ADDED.replace("items", "b"), ",,,,,,", ",,,,,,"), rows(path));
        try (XSSFWorkbook read = new XSSFWorkbook(Files.newInputStream(path))) {
            Row filled = read.getSheet("jobs").getRow(3);
            assertEquals(30, filled.getHeightInPoints());
            assertTrue(filled.getCell(2).getCellStyle().getWrapText());
            assertEquals("@", filled.getCell(2).getCellStyle().getDataFormatString());
            assertTrue(filled.getCell(6).getCellStyle().getWrapText());
        }
    }

    @Test
    void whatStandsOrIsMergedBelowIsLeftAlone() throws IOException {
        Path path = workbook(
                sheet -> {
                    sheet.createRow(4).createCell(6).setCellValue("by Anna");
                    sheet.addMergedRegion(CellRangeAddress.valueOf("A7:C8"));
                },
                HEADER,
                JOB);

        add(path, items);

        assertEquals(ADDED, rows(path).get(8));
        assertEquals(",,,,,,by Anna", rows(path).get(4));
    }

    @Test
    void aTableOfExcelsGrowsWithItsRows() throws IOException {
        Path path = workbook(sheet -> table(sheet, "A1:G2"), HEADER, JOB);
        editTable(path, table -> table.replace("<tableColumns", "<autoFilter ref=\"A1:G2\"/><tableColumns"));

        add(path, items, job("b"));

        assertEquals(List.of("A1:G4", "A1:G4"), references(path));
    }

    @Test
    void aTableWithTotalsOrRoomOrBesideTheRowsStaysAsItIs() throws IOException {
        for (String range : List.of("A1:G2 totals", "A1:G9", "I1:J2")) {
            String reference = range.replace(" totals", "");
            Path path = workbook(sheet -> table(sheet, reference), HEADER, JOB);
            if (range.endsWith("totals")) {
                editTable(path, table -> table.replace(" ref=", " totalsRowCount=\"1\" ref="));
            }

            add(path, items);

            assertEquals(ADDED, rows(path).get(2), range);
            assertEquals(List.of(reference), references(path));
        }
    }

    private static void editTable(Path path, UnaryOperator<String> edit) throws IOException {
        Map<String, byte[]> parts = XlsxFixture.unzipped(Files.readAllBytes(path));
        String before = new String(parts.get(TABLE), StandardCharsets.UTF_8);
        String after = edit.apply(before);
        assertNotEquals(before, after);
        parts.put(TABLE, after.getBytes(StandardCharsets.UTF_8));
        Files.write(path, XlsxFixture.zipped(parts));
    }

    /** The ranges that the table and its filter span. */
    private static List<String> references(Path path) throws IOException {
        String table = new String(XlsxFixture.unzipped(Files.readAllBytes(path)).get(TABLE), StandardCharsets.UTF_8);
        return Pattern.compile(" ref=\"([^\"]*)\"")
                .matcher(table)
                .results()
                .map(range -> range.group(1))
                .toList();
    }

    private static void table(XSSFSheet sheet, String range) {
        var area = new AreaReference(range, sheet.getWorkbook().getSpreadsheetVersion());
        CellReference first = area.getFirstCell();
        for (int column = first.getCol(); column <= area.getLastCell().getCol(); column++) {
            if (sheet.getRow(0).getCell(column) == null) {
                sheet.getRow(0).createCell(column).setCellValue("other" + column);
            }
        }
        sheet.createTable(area);
    }

    @Test
    void aWorkbookThatIsOpenOrHasNoHeaderStaysAsItIs() throws IOException {
        Path path = workbook(sheet -> {}, HEADER, JOB);
        byte[] before = Files.readAllBytes(path);
        Path lock = Files.createFile(folder.resolve("~$jobs.xlsx"));
        refuses(
                path,
                "Cannot add rows to the workbook config/jobs.xlsx: The workbook config/jobs.xlsx is open (~$jobs.xlsx");
        assertArrayEquals(before, Files.readAllBytes(path));
        Files.delete(lock);

        refuses(
                workbook(sheet -> {}, HEADER.replace("enabled,", ""), JOB),
                "Cannot add rows to the workbook config/jobs.xlsx: jobs!1: the column enabled is missing. Add it.");
    }

    private void refuses(Path path, String message) {
        IngestException refusal = assertThrows(IngestException.class, () -> add(path, items));
        assertEquals(FailureKind.CONFIG, refusal.kind());
        assertTrue(refusal.getMessage().startsWith(message), refusal::getMessage);
    }
}
