package dev.ingest.config.workbook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.Finding;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.config.workbook.CellResult.Fate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workbooks as other programs make them: what is read of them, and every byte that a watermark changes. */
class ForeignWorkbooksTest {
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String STYLES = "xl/styles.xml";
    private static final String CHAIN = "xl/calcChain.xml";
    private static final String CLOCK = "2026-01-28 00:00:00.123456";
    private static final String EXCEL_STYLE =
            "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>";
    private static final String OPENPYXL_STYLE = "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\""
            + " pivotButton=\"0\" quotePrefix=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>";

    @TempDir
    private Path folder;

    /** A text that stands in a part once, and what stands there after the watermarks are written. */
    private record Change(String before, String after) {}

    /**
     * A workbook.
     *
     * @param file its name
     * @param jobs the enabled jobs, each with its watermark
     * @param findings its faults
     * @param watermarks what is written, by table
     * @param changes what that changes, by part
     */
    private record Foreign(
            String file,
            List<String> jobs,
            List<String> findings,
            Map<String, String> watermarks,
            Map<String, List<Change>> changes) {
        @Override
        public String toString() {
            return file;
        }
    }

    private static Stream<Foreign> workbooks() {
        return Stream.of(
                faulty(
                        "01_openpyxl_formula",
                        "jobs!F2: last_watermark holds a formula that was never worked out. Open the workbook in Excel and"
                                + " save it.",
                        "jobs!H2: where holds a formula that was never worked out. Open the workbook in Excel and save it."),
                new Foreign(
                        "02_poi_sxssf",
                        List.of("ev ", "ev2 2024-01-02 03:04:05.123456"),
                        List.of(),
                        Map.of("ev", "50", "ev2", CLOCK),
                        Map.of(
                                SHEET,
                                List.of(
                                        new Change("<c r=\"G2\" t", text("r=\"F2\" s=\"1\"", "50") + "<c r=\"G2\" t"),
                                        new Change(
                                                "<c r=\"F3\" t=\"inlineStr\"><is><t>2024-01-02 03:04:05.123456</t></is></c>",
                                                text("r=\"F3\" s=\"1\"", CLOCK))),
                                STYLES,
                                styles(1, EXCEL_STYLE))),
                new Foreign(
                        "03_no_cell_references",
                        List.of("ev ", "ev2 2024-01-02 03:04:05.123456"),
                        List.of(),
                        Map.of("ev", "50", "ev2", CLOCK),
                        Map.of(
                                SHEET,
                                List.of(
                                        new Change(
                                                preserved("id") + preserved(" "),
                                                preserved("id") + text("s=\"1\"", "50")),
                                        new Change(preserved("2024-01-02 03:04:05.123456"), text("s=\"1\"", CLOCK))),
                                STYLES,
                                styles(1, EXCEL_STYLE))),
                new Foreign(
                        "04_column_date_format",
                        List.of("ev 44", "ev3 46"),
                        List.of(),
                        Map.of("ev", "50", "ev3", "50"),
                        Map.of(
                                SHEET,
                                List.of(
                                        new Change("<c r=\"F2\" t=\"n\"><v>44</v></c>", text("r=\"F2\" s=\"2\"", "50")),
                                        new Change(
                                                "<c r=\"F3\" t=\"n\"><v>46</v></c>", text("r=\"F3\" s=\"2\"", "50"))),
                                STYLES,
                                styles(2, OPENPYXL_STYLE))),
                new Foreign(
                        "05_named_style",
                        List.of("ev ", "ev2 2024-01-02 03:04:05.123456"),
                        List.of(),
                        Map.of("ev", "50"),
                        Map.of(
                                SHEET,
                                List.of(new Change("<c r=\"F2\" s=\"2\" t=\"n\"></c>", text("r=\"F2\" s=\"3\"", "50"))),
                                STYLES,
                                styles(3, OPENPYXL_STYLE))),
                new Foreign(
                        "06_iso_dates",
                        List.of("ev 44", "ev2 2024-01-02 03:04:05.123", "ev3 2024-01-20"),
                        List.of(),
                        Map.of("ev", "50", "ev2", CLOCK, "ev3", "2026-01-28"),
                        Map.of(
                                SHEET,
                                List.of(
                                        new Change("<c r=\"F2\" t=\"n\"><v>44</v></c>", text("r=\"F2\" s=\"3\"", "50")),
                                        new Change(
                                                "<c r=\"F3\" s=\"1\" t=\"d\"><v>2024-01-02T03:04:05.123</v></c>",
                                                text("r=\"F3\" s=\"3\"", CLOCK)),
                                        new Change(
                                                "<c r=\"F4\" s=\"2\" t=\"d\"><v>2024-01-20</v></c>",
                                                text("r=\"F4\" s=\"3\"", "2026-01-28"))),
                                STYLES,
                                styles(3, OPENPYXL_STYLE))),
                new Foreign(
                        "07_shared_string_without_value",
                        List.of("ev ", "ev2 2024-01-02 03:04:05.123456"),
                        List.of(),
                        Map.of("ev", "50"),
                        Map.of(
                                SHEET,
                                List.of(new Change("<c r=\"F2\" t=\"s\"/>", text("r=\"F2\" s=\"1\"", "50"))),
                                STYLES,
                                styles(1, EXCEL_STYLE))),
                new Foreign(
                        "08_deleted_zip_entry",
                        List.of("ev ", "ev2 2024-01-02 03:04:05.123456"),
                        List.of(),
                        Map.of("ev", "50"),
                        Map.of(
                                SHEET,
                                List.of(new Change("<c r=\"G2\" t", text("r=\"F2\" s=\"1\"", "50") + "<c r=\"G2\" t")),
                                STYLES,
                                styles(1, EXCEL_STYLE))),
                faulty(
                        "09_array_formula_two_cells",
                        "jobs!F2: last_watermark is one of F2:F3, which share a formula, so no watermark can be written"
                                + " there. Copy the cells and paste them as values.",
                        "jobs!F3: last_watermark is one of F2:F3, which share a formula, so no watermark can be written"
                                + " there. Copy the cells and paste them as values."),
                new Foreign(
                        "10_excel_everything",
                        List.of("ev 44", "ev2 2024-01-02 03:04:05.123"),
                        List.of(),
                        Map.of("ev", "50"),
                        Map.of(
                                SHEET,
                                List.of(new Change(
                                        "<c r=\"F2\" s=\"2\" t=\"str\" cm=\"1\"><f t=\"array\" ref=\"F2\">"
                                                + "_xlfn.TEXTJOIN(\"\",TRUE,\"4\",\"4\")</f><v>44</v></c>",
                                        text("r=\"F2\" s=\"1\"", "50"))),
                                CHAIN,
                                List.of(new Change("<c r=\"F2\" i=\"1\" a=\"1\"/>", "")))));
    }

    @ParameterizedTest
    @MethodSource("workbooks")
    void aWorkbookOfAnotherProgramIsReadAndOnlyItsWatermarksChange(Foreign foreign) throws IOException {
        byte[] before = resource(foreign.file());
        Path path = Files.write(folder.resolve("jobs.xlsx"), before);
        WorkbookFile workbook = new WorkbookFile(path, "config/jobs.xlsx");
        JobSheet sheet = workbook.read();
        assertEquals(
                foreign.findings(),
                sheet.findings().stream().map(Finding::toString).toList());
        assertEquals(
                foreign.jobs(),
                sheet.enabledRows().stream()
                        .map(row -> row.tableText() + " "
                                + row.cursor().lastWatermark().orElse(""))
                        .toList());

        write(workbook, sheet, foreign.watermarks());

        assertOnlyChanged(before, Files.readAllBytes(path), foreign.changes());
        assertShown(path, workbook.read(), foreign.watermarks());
        write(workbook, workbook.read(), foreign.watermarks());
    }

    private static void write(WorkbookFile workbook, JobSheet sheet, Map<String, String> watermarks) {
        List<CellChange> changes = sheet.enabledRows().stream()
                .filter(row -> watermarks.containsKey(row.tableText()))
                .map(row -> CellChange.of(row, watermarks.getOrDefault(row.tableText(), "")))
                .toList();
        workbook.writeWatermarks(changes)
                .cells()
                .forEach(cell -> assertEquals(
                        cell.change()
                                        .before()
                                        .equals(java.util.Optional.of(
                                                cell.change().after()))
                                ? Fate.PRESENT
                                : Fate.WRITTEN,
                        cell.fate()));
    }

    /** Each part is the one before with the changes made; those without changes keep their compressed bytes. */
    private static void assertOnlyChanged(byte[] before, byte[] after, Map<String, List<Change>> changes)
            throws IOException {
        Map<String, byte[]> compressed = compressed(before);
        assertEquals(
                List.copyOf(compressed.keySet()), List.copyOf(compressed(after).keySet()));
        for (Map.Entry<String, byte[]> part : compressed(after).entrySet()) {
            String name = part.getKey();
            if (changes.containsKey(name)) {
                String expected = unpacked(before, name);
                for (Change change : changes.getOrDefault(name, List.of())) {
                    assertEquals(
                            2,
                            expected.split(java.util.regex.Pattern.quote(change.before()), -1).length,
                            change.before());
                    expected = expected.replace(change.before(), change.after());
                }
                assertEquals(expected, unpacked(after, name), name);
            } else {
                assertArrayEquals(compressed.get(name), part.getValue(), name);
            }
        }
    }

    private static void assertShown(Path path, JobSheet sheet, Map<String, String> watermarks) throws IOException {
        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(Files.readAllBytes(path)))) {
            for (JobRow row : sheet.enabledRows()) {
                if (watermarks.containsKey(row.tableText())) {
                    String wanted = watermarks.getOrDefault(row.tableText(), "");
                    String place = row.places().of(JobColumn.LAST_WATERMARK).orElseThrow();
                    XSSFCell cell = read.getSheet("jobs")
                            .getRow(Integer.parseInt(place.replaceAll(".*!F", "")) - 1)
                            .getCell(5);
                    assertEquals(wanted, cell.getStringCellValue());
                    assertEquals("@", cell.getCellStyle().getDataFormatString());
                    assertEquals(wanted, row.cursor().lastWatermark().orElse(""));
                }
            }
        }
    }

    private static Foreign faulty(String file, String... findings) {
        return new Foreign(file, List.of(), List.of(findings), Map.of(), Map.of());
    }

    private static String text(String attributes, String text) {
        return "<c " + attributes + " t=\"str\"><v>" + text + "</v></c>";
    }

    private static String preserved(String text) {
        return "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + text + "</t></is></c>";
    }

    private static List<Change> styles(int count, String added) {
        return List.of(
                new Change("<cellXfs count=\"" + count + "\">", "<cellXfs count=\"" + (count + 1) + "\">"),
                new Change("</cellXfs>", added + "</cellXfs>"));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                ForeignWorkbooksTest.class.getResourceAsStream("/workbooks/" + name + ".xlsx"))) {
            return file.readAllBytes();
        }
    }

    private static Map<String, byte[]> compressed(byte[] file) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream raw = zip.getRawInputStream(entry)) {
                    parts.put(entry.getName(), raw.readAllBytes());
                }
            }
        }
        return parts;
    }

    private static String unpacked(byte[] file, String part) throws IOException {
        try (ZipFile zip = ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                        .get();
                InputStream in = zip.getInputStream(zip.getEntry(part))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
