package dev.ingest.config.workbook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.config.workbook.CellResult.Fate;
import dev.ingest.failure.IngestException;
import dev.ingest.job.LoadType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatermarkWritingTest {
    private static final int LAST_WATERMARK = 5;
    private static final String AFTER = "2026-01-28 00:00:00.123456";

    @TempDir
    private Path folder;

    private Path path;
    private WorkbookFile workbook;

    @BeforeEach
    void aWorkbookOfTwoJobs() {
        path = folder.resolve("jobs.xlsx");
        workbook = new WorkbookFile(path, "config/jobs.xlsx");
        twoJobs().write(path);
    }

    @Test
    void aWatermarkIsWrittenAsTextAndReadBackExactly() throws IOException {
        WriteOutcome outcome = write("a", AFTER);
        assertEquals(WriteOutcome.State.OPEN, outcome.state());
        CellResult result = outcome.cells().get(0);
        assertEquals(Fate.WRITTEN, result.fate());
        assertEquals(Optional.of("jobs!F2"), result.place());
        assertEquals(Optional.empty(), result.found());
        assertEquals(Optional.of(AFTER), job("a").cursor().lastWatermark());
        assertEquals(Optional.of("17"), job("b").cursor().lastWatermark());
        edit(sheet -> {
            XSSFCell cell = sheet.getRow(1).getCell(LAST_WATERMARK);
            assertEquals("@", cell.getCellStyle().getDataFormatString());
            assertEquals(CellType.STRING, cell.getCellType());
        });
        assertEquals(List.of("jobs.xlsx"), namesIn(folder));
    }

    @Test
    void theRestOfTheFileStaysAsItWas() throws IOException {
        edit(sheet -> {
            sheet.setAutoFilter(new CellRangeAddress(0, 2, 0, 6));
            sheet.getSheetConditionalFormatting()
                    .addConditionalFormatting(
                            new CellRangeAddress[] {CellRangeAddress.valueOf("A2:A9")},
                            sheet.getSheetConditionalFormatting().createConditionalFormattingRule("$A2=\"x\""));
            XSSFWorkbook book = sheet.getWorkbook();
            book.createSheet("notes").createRow(3).createCell(2).setCellFormula("COUNTA(jobs!A:A)");
            book.createName().setNameName("there");
            book.getName("there").setRefersToFormula("notes!$A$1");
        });
        Map<String, byte[]> before = XlsxFixture.unzipped(Files.readAllBytes(path));
        write("a", AFTER);
        assertSameBut(before, XlsxFixture.unzipped(Files.readAllBytes(path)));
    }

    @Test
    void theFirstWriteKeepsEveryPartOfAForeignFile() throws IOException {
        Map<String, byte[]> parts = XlsxFixture.unzipped(twoJobs().bytes());
        XlsxFixture.put(parts, "customXml/item1.xml", "<kept/>");
        addTo(
                parts,
                "_rels/.rels",
                "</Relationships>",
                "<Relationship Id='own1' Type='urn:own' Target='customXml/item1.xml'/>");
        addTo(
                parts,
                "xl/worksheets/sheet1.xml",
                "</worksheet>",
                "<extLst><ext uri='{own}'><x xmlns='urn:own'/></ext></extLst>");
        Files.write(path, XlsxFixture.zipped(parts));
        write("a", AFTER);
        assertSameBut(parts, XlsxFixture.unzipped(Files.readAllBytes(path)));
    }

    @Test
    void theStyleOfTheCellIsKept() throws IOException {
        edit(sheet -> {
            XSSFCellStyle style = sheet.getWorkbook().createCellStyle();
            style.setFillForegroundColor(IndexedColors.YELLOW.getIndex());
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat("yyyy-mm-dd hh:mm:ss.000"));
            XSSFCell cell = sheet.getRow(1).createCell(LAST_WATERMARK);
            cell.setCellValue(46_049.5);
            cell.setCellStyle(style);
        });
        write("a", AFTER);
        edit(sheet -> {
            XSSFCellStyle style = sheet.getRow(1).getCell(LAST_WATERMARK).getCellStyle();
            assertEquals(IndexedColors.YELLOW.getIndex(), style.getFillForegroundColor());
            assertEquals("@", style.getDataFormatString());
        });
    }

    @Test
    void aFormulaGivesWayToTheWatermark() throws IOException {
        edit(sheet -> {
            XSSFCell cell = sheet.getRow(1).createCell(LAST_WATERMARK);
            cell.setCellFormula("\"1\"&\"2\"");
            sheet.getWorkbook().getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(cell);
        });
        assertEquals(Optional.of("12"), job("a").cursor().lastWatermark());
        assertEquals(Fate.WRITTEN, write("a", AFTER).cells().get(0).fate());
        assertEquals(Optional.of(AFTER), job("a").cursor().lastWatermark());
    }

    @Test
    void rowsMayBeSortedBetweenReadingAndWriting() throws IOException {
        JobRow read = job("a");
        new WorkbookBuilder()
                .job("postgresql", "db", "b", LoadType.INCREMENTAL)
                .with(JobColumn.WATERMARK_COLUMN, "id")
                .job("postgresql", "db", "a", LoadType.FULL)
                .disabled()
                .job("postgresql", "db", "a", LoadType.INCREMENTAL)
                .with(JobColumn.WATERMARK_COLUMN, "id")
                .write(path);
        CellResult result = workbook.writeWatermarks(List.of(CellChange.of(read, AFTER)))
                .cells()
                .get(0);
        assertEquals(Fate.WRITTEN, result.fate());
        assertEquals(Optional.of("jobs!F4"), result.place());
        assertEquals(Optional.empty(), job("b").cursor().lastWatermark());
    }

    @Test
    void aJobThatWasSwitchedOffKeepsItsWatermark() throws IOException {
        JobRow read = job("a");
        edit(sheet -> sheet.getRow(1).getCell(6).setCellValue("N"));
        assertEquals(
                Fate.WRITTEN,
                workbook.writeWatermarks(List.of(CellChange.of(read, AFTER)))
                        .cells()
                        .get(0)
                        .fate());
    }

    @Test
    void aPersonsEditIsLeftAlone() throws IOException {
        JobRow read = job("b");
        edit(sheet -> sheet.getRow(2).getCell(LAST_WATERMARK).setCellValue("5"));
        byte[] before = Files.readAllBytes(path);
        CellResult result = workbook.writeWatermarks(List.of(CellChange.of(read, "18")))
                .cells()
                .get(0);
        assertEquals(Fate.EDITED, result.fate());
        assertEquals(Optional.of("5"), result.found());
        assertArrayEquals(before, Files.readAllBytes(path));
    }

    @Test
    void aCellThatHoldsTheWatermarkAlreadyIsNotWritten() throws IOException {
        byte[] before = Files.readAllBytes(path);
        assertEquals(Fate.PRESENT, write("b", "17").cells().get(0).fate());
        assertArrayEquals(before, Files.readAllBytes(path));
    }

    @Test
    void aJobThatIsGoneOrThereTwiceIsReported() {
        twoJobs().job("postgresql", "db", "a", LoadType.INCREMENTAL).write(path);
        assertEquals(
                List.of(Fate.GONE, Fate.GONE, Fate.WRITTEN),
                workbook
                        .writeWatermarks(List.of(
                                new CellChange("db", "none", Optional.empty(), AFTER),
                                new CellChange("db", "a", Optional.empty(), AFTER),
                                new CellChange("db", "b", Optional.of("17"), AFTER)))
                        .cells()
                        .stream()
                        .map(CellResult::fate)
                        .toList());
    }

    @Test
    void anOpenWorkbookIsLockedAndUntouched() throws IOException {
        for (String lock : List.of("~$jobs.xlsx", ".~lock.jobs.xlsx#")) {
            byte[] before = Files.readAllBytes(path);
            Path beside = Files.createFile(folder.resolve(lock));
            Files.setLastModifiedTime(
                    beside,
                    FileTime.from(LocalDateTime.parse("2026-01-27T18:03:12")
                            .atZone(ZoneId.systemDefault())
                            .toInstant()));
            WriteOutcome outcome = write("a", AFTER);
            assertEquals(WriteOutcome.State.LOCKED, outcome.state());
            assertEquals(
                    "The workbook config/jobs.xlsx is open (" + lock
                            + " stands beside it since 2026-01-27 18:03). Close it;"
                            + " if nobody has it open, delete that file.",
                    outcome.reason());
            assertEquals(Optional.of(outcome.reason()), workbook.obstacle());
            assertArrayEquals(before, Files.readAllBytes(path));
            Files.delete(beside);
        }
    }

    @Test
    void aWorkbookThatCannotBeReplacedIsLockedAndUntouched() throws IOException {
        byte[] before = Files.readAllBytes(path);
        WorkbookWriter writer = new WorkbookWriter(path, "config/jobs.xlsx", (with, what) -> {
            assertTrue(Files.size(with) > 0);
            throw new AccessDeniedException(what.toString());
        });
        WriteOutcome outcome =
                writer.write(List.of(CellChange.of(job("a"), AFTER)), workbook::bytes, workbook::content);
        assertEquals(WriteOutcome.State.LOCKED, outcome.state());
        assertFalse(outcome.reason().contains(folder.toString()), outcome.reason());
        assertArrayEquals(before, Files.readAllBytes(path));
        assertEquals(List.of("jobs.xlsx"), namesIn(folder));
    }

    @Test
    void aWorkbookSavedMeanwhileIsNotOverwritten() throws IOException {
        WorkbookWriter writer = new WorkbookWriter(path, "config/jobs.xlsx", WorkbookWriter::replace);
        WriteOutcome outcome = writer.write(
                List.of(CellChange.of(job("a"), AFTER)),
                () -> {
                    byte[] seen = workbook.bytes();
                    twoJobs().job("postgresql", "db", "new", LoadType.FULL).write(path);
                    return seen;
                },
                workbook::content);
        assertEquals(WriteOutcome.State.LOCKED, outcome.state());
        assertEquals(3, workbook.read().enabledRows().size());
    }

    @Test
    void permissionsAndLinksStay() throws IOException {
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            return;
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-r--"));
        Path link = Files.createSymbolicLink(folder.resolve("link.xlsx"), path);
        WorkbookFile linked = new WorkbookFile(link, "link.xlsx");
        linked.writeWatermarks(List.of(CellChange.of(job("a"), AFTER)));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("rw-rw-r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertEquals(Optional.of(AFTER), job("a").cursor().lastWatermark());
    }

    @Test
    void aWorkbookThatIsGoneIsAFault() throws IOException {
        CellChange change = CellChange.of(job("a"), AFTER);
        Files.delete(path);
        assertThrows(IngestException.class, () -> workbook.writeWatermarks(List.of(change)));
    }

    private static WorkbookBuilder twoJobs() {
        return new WorkbookBuilder()
                .job("postgresql", "db", "a", LoadType.INCREMENTAL)
                .with(JobColumn.WATERMARK_COLUMN, "updated_at")
                .job("postgresql", "db", "b", LoadType.INCREMENTAL)
                .with(JobColumn.WATERMARK_COLUMN, "id")
                .with(JobColumn.LAST_WATERMARK, "17");
    }

    private WriteOutcome write(String table, String after) {
        return workbook.writeWatermarks(List.of(CellChange.of(job(table), after)));
    }

    private JobRow job(String table) {
        return workbook.read().enabledRows().stream()
                .filter(row -> row.tableText().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private void edit(Consumer<XSSFSheet> change) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(Files.readAllBytes(path)));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            change.accept(book.getSheet("jobs"));
            book.write(out);
            Files.write(path, out.toByteArray());
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void addTo(Map<String, byte[]> parts, String name, String before, String xml) {
        XlsxFixture.put(parts, name, new String(parts.get(name), StandardCharsets.UTF_8).replace(before, xml + before));
    }

    /** Strings, styles and the document's own properties apart, only the cell F2 may differ. */
    private static void assertSameBut(Map<String, byte[]> before, Map<String, byte[]> after) {
        assertEquals(before.keySet(), after.keySet());
        before.forEach((name, part) -> {
            if (!name.matches("xl/(sharedStrings|styles)\\.xml|docProps/.*")) {
                assertEquals(
                        XlsxFixture.meaning(name, part, Set.of("F2")),
                        XlsxFixture.meaning(name, after.get(name), Set.of("F2")),
                        name);
            }
        });
    }
}
