package dev.ingest.config.workbook.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.ingest.config.workbook.CellChange;
import dev.ingest.config.workbook.CellResult.Fate;
import dev.ingest.config.workbook.JobSheet;
import dev.ingest.config.workbook.WorkbookFile;
import dev.ingest.config.workbook.WriteOutcome;
import dev.ingest.config.workbook.XlsxFixture;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watermarks in sheets whose XML is lawful and unusual. */
class WorkbookPatchTest {
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String HEADER =
            row(1, "source_type,source_name,table_name,load_type,watermark_column,enabled,last_watermark");
    private static final String JOB = row(2, "postgresql,db,t,INCREMENTAL,id,Y");
    private static final String TEXT = " t=\"str\"><v>7</v></c>";

    @TempDir
    private Path folder;

    @Test
    void aCellThatIsNotThereTakesTheStyleOfItsRowElseOfItsColumn() throws IOException {
        Map<String, byte[]> parts = XlsxFixture.parts("", HEADER + JOB);
        replace(parts, SHEET, "<sheetData>", "<cols><col min='7' max='9' style='2'/></cols><sheetData>");
        assertEquals("G2\" s=\"6\"" + TEXT, written(parts));
        assertTrue(text(parts, "xl/styles.xml")
                .contains("<xf numFmtId='166'/><xf numFmtId='49' applyNumberFormat=\"1\"/>"));

        parts = XlsxFixture.parts("", HEADER + JOB.replace("<row r='2'", "<row r='2' s='3' customFormat='1'"));
        assertEquals("G2\" s=\"6\"" + TEXT, written(parts));
    }

    @Test
    void aWorkbookWithoutStylesGetsNone() throws IOException {
        Map<String, byte[]> parts = XlsxFixture.parts("", HEADER + JOB);
        parts.remove("xl/styles.xml");
        assertEquals("G2\"" + TEXT, written(parts));
    }

    @Test
    void elementsMayHaveAPrefixAndValuesMayHoldMarkup() throws IOException {
        String rows = (HEADER + JOB)
                .replaceAll("<(/?)(row|c|is|t)\\b", "<$1x:$2")
                .replace("<x:row r='2'>", "<!-- <c r='G2'> --><x:row r='2' note='a > b'>");
        Map<String, byte[]> parts = XlsxFixture.parts("", rows);
        replace(parts, SHEET, "<worksheet xmlns=", "<x:worksheet xmlns:x=");
        replace(parts, SHEET, "</worksheet>", "</x:worksheet>");
        replace(parts, SHEET, "<sheetData>", "<x:sheetData>");
        replace(parts, SHEET, "</sheetData>", "</x:sheetData>");
        String before = text(parts, SHEET);
        assertEquals(
                before.replace(
                        "</x:row></x:sheetData>",
                        "<x:c r=\"G2\" s=\"6\" t=\"str\"><x:v>7</x:v></x:c>" + "</x:row></x:sheetData>"),
                sheetAfter(parts));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "windows-1252"})
    void aSheetKeepsItsEncoding(String encoding) throws IOException {
        Charset charset = Charset.forName(encoding);
        Map<String, byte[]> parts = XlsxFixture.parts("", HEADER + JOB.replace("Y", "Y</t></is></c><c><is><t>größer"));
        String declared = encoding.startsWith("UTF-16") ? "UTF-16" : encoding;
        String mark = encoding.equals("UTF-16LE") ? "\ufeff" : "";
        String before = mark + "<?xml version='1.0' encoding='" + declared + "'?>" + text(parts, SHEET);
        parts.put(SHEET, before.getBytes(charset));
        byte[] file = patched(parts);
        assertEquals(
                before.replaceAll("<c><is>.*größer</t></is></c>", "<c s=\"6\"" + TEXT.replace("$", "\\$")),
                new String(XlsxFixture.unzipped(file).get(SHEET), charset));
    }

    @Test
    void aChainOfFormulasThatAllGaveWayIsNoLongerNamed() throws IOException {
        Map<String, byte[]> parts = chained("<c r='G2' i='1'/>");
        byte[] file = patched(parts);
        Map<String, byte[]> after = XlsxFixture.unzipped(file);
        assertEquals(Set.of("xl/calcChain.xml"), difference(parts.keySet(), after.keySet()));
        assertEquals("<Types><Override PartName='/xl/styles.xml'/></Types>", text(after, "[Content_Types].xml"));
        assertEquals(
                text(parts, "xl/_rels/workbook.xml.rels").replaceAll("<Relationship Id='rId77'[^>]*>", ""),
                text(after, "xl/_rels/workbook.xml.rels"));
    }

    @Test
    void theOtherCellsOfTheChainStayInTheirSheet() throws IOException {
        Map<String, byte[]> parts = chained("<c r='G2' i='1'/><c r='H9'/><c r='G2' i='2'/><c r='A1' l='1'/>");
        assertEquals(
                "<calcChain><c r='H9' i=\"1\"/><c r='G2' i='2'/><c r='A1' l='1'/></calcChain>",
                text(XlsxFixture.unzipped(patched(parts)), "xl/calcChain.xml"));
    }

    @Test
    void aReadOnlyWorkbookIsNamedBeforeAnythingIsWritten() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(
                Configuration.windows().toBuilder().setAttributeViews("dos").build())) {
            Path path = windows.getPath("C:\\home\\jobs.xlsx");
            Files.createDirectories(path.getParent());
            Files.write(path, XlsxFixture.withRows(HEADER + JOB));
            WorkbookFile workbook = new WorkbookFile(path, "config/jobs.xlsx");
            assertEquals(Optional.empty(), workbook.obstacle());
            Files.setAttribute(path, "dos:readonly", true);
            Optional<String> why = Optional.of(
                    "The workbook config/jobs.xlsx is read-only. Clear 'Read-only' in the file's properties.");
            assertEquals(why, workbook.obstacle());
            WriteOutcome outcome = workbook.writeWatermarks(
                    List.of(CellChange.of(workbook.read().enabledRows().get(0), "7")));
            assertEquals(why, Optional.of(outcome.reason()));
        }
    }

    /** A workbook whose watermark is a formula, and a chain that names {@code cells}. */
    private static Map<String, byte[]> chained(String cells) {
        Map<String, byte[]> parts =
                XlsxFixture.parts("", HEADER + JOB.replace("</row>", "<c r='G2'><f>1+1</f><v>2</v></c></row>"));
        XlsxFixture.put(parts, "xl/calcChain.xml", "<calcChain>" + cells + "</calcChain>");
        XlsxFixture.put(
                parts,
                "[Content_Types].xml",
                "<Types><Override PartName='/xl/calcChain.xml'/><Override PartName='/xl/styles.xml'/></Types>");
        replace(
                parts,
                "xl/_rels/workbook.xml.rels",
                "</Relationships>",
                "<Relationship Id='rId77' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain'"
                        + " Target='calcChain.xml'/></Relationships>");
        return parts;
    }

    private static Set<String> difference(Set<String> before, Set<String> after) {
        Set<String> gone = new java.util.TreeSet<>(before);
        gone.removeAll(after);
        return gone;
    }

    /** The cell of the watermark 7 as it is written, from its reference on. */
    private String written(Map<String, byte[]> parts) throws IOException {
        byte[] file = patched(parts);
        parts.putAll(XlsxFixture.unzipped(file));
        String sheet = text(parts, SHEET);
        int from = sheet.indexOf("<c r=\"G2\"");
        return sheet.substring(from + "<c r=\"".length(), sheet.indexOf("</row>", from));
    }

    private String sheetAfter(Map<String, byte[]> parts) throws IOException {
        return text(XlsxFixture.unzipped(patched(parts)), SHEET);
    }

    private byte[] patched(Map<String, byte[]> parts) throws IOException {
        Path path = Files.write(folder.resolve("jobs.xlsx"), XlsxFixture.zipped(parts));
        WorkbookFile workbook = new WorkbookFile(path, "config/jobs.xlsx");
        JobSheet sheet = workbook.read();
        assertEquals(List.of(), sheet.findings());
        WriteOutcome outcome = workbook.writeWatermarks(
                List.of(CellChange.of(sheet.enabledRows().get(0), "7")));
        assertEquals(Fate.WRITTEN, outcome.cells().get(0).fate());
        assertEquals(
                Optional.of("7"), workbook.read().enabledRows().get(0).cursor().lastWatermark());
        return Files.readAllBytes(path);
    }

    private static void replace(Map<String, byte[]> parts, String part, String what, String with) {
        XlsxFixture.put(parts, part, text(parts, part).replace(what, with));
    }

    private static String text(Map<String, byte[]> parts, String part) {
        return new String(parts.getOrDefault(part, new byte[0]), StandardCharsets.UTF_8);
    }

    private static String row(int number, String cells) {
        StringBuilder xml = new StringBuilder("<row r='" + number + "'>");
        for (String cell : cells.split(",", -1)) {
            xml.append("<c t='inlineStr'><is><t>").append(cell).append("</t></is></c>");
        }
        return xml.append("</row>").toString();
    }
}
