package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.workbook.CellChange;
import dev.ingest.config.workbook.WorkbookFile;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workbook of 50,000 jobs; a JVM that is given less memory than is promised ends with an error where it is not enough. */
class LargeWorkbookIT {
    private static final int ROWS = 50_000;
    private static final String WATERMARK = "2027-01-01 00:00:00.000001";

    @TempDir
    Path home;

    /** Writes a watermark into every row of a workbook. */
    static final class WriteBack {
        private WriteBack() {}

        public static void main(String[] arguments) {
            WorkbookFile workbook = new WorkbookFile(Path.of(arguments[0]), "the workbook");
            workbook.writeWatermarks(workbook.read().enabledRows().stream()
                    .map(row -> CellChange.of(row, WATERMARK))
                    .toList());
        }
    }

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(home.resolve(".dlt"));
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve(".dlt/secrets.toml"), """
                [sources.shop]
                host = "127.0.0.1"
                database = "x"
                username = "u"
                password = "p"
                [destination.filesystem]
                bucket_url = "lake"
                """);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(workbook()))) {
            part(zip, "_rels/.rels", relation("officeDocument", "xl/workbook.xml"));
            part(zip, "xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml"));
            part(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns:r='r'><sheets><sheet name='jobs' sheetId='1' r:id='rId1'/></sheets></workbook>");
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            Writer sheet = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
            sheet(sheet);
            sheet.flush();
            zip.closeEntry();
        }
    }

    @Test
    void isPlannedWithinFourHundredMegabytes() {
        JarProcess run = Jar.quick().jvm("-Xmx160m").run("run", "--dry-run", "--home", home.toString());
        assertEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("Dry run: 50000 jobs, no fault found"), "the last line says so");
    }

    @Test
    void takesAWatermarkInEveryRowWithinHalfAGigabyte() throws Exception {
        Path output = home.resolve("output");
        Process process = Jar.quick()
                .jvm("-Xmx160m")
                .startMain(WriteBack.class, output, workbook().toString());
        try {
            assertTrue(process.waitFor(5, TimeUnit.MINUTES));
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), Jar.text(output));
        assertEquals(
                ROWS,
                new WorkbookFile(workbook(), "the workbook")
                        .read().enabledRows().stream()
                                .filter(row -> row.cursor()
                                        .lastWatermark()
                                        .filter(WATERMARK::equals)
                                        .isPresent())
                                .count());
    }

    private Path workbook() {
        return home.resolve("config/ingestion_config.xlsx");
    }

    private static void sheet(Writer sheet) throws IOException {
        sheet.write("<worksheet><sheetData>");
        row(
                sheet,
                List.of(
                        "source_type",
                        "source_name",
                        "table_name",
                        "load_type",
                        "watermark_column",
                        "last_watermark",
                        "enabled",
                        "where"));
        for (int i = 0; i < ROWS; i++) {
            row(
                    sheet,
                    List.of(
                            "postgresql",
                            "shop",
                            "sales.table_" + i,
                            "INCREMENTAL",
                            "updated_at",
                            "2026-01-27 10:44:12." + (100_000 + i),
                            "Y",
                            "amount > " + i));
        }
        sheet.write("</sheetData></worksheet>");
    }

    private static void row(Writer sheet, List<String> cells) throws IOException {
        sheet.write("<row>");
        for (String cell : cells) {
            sheet.write("<c t='str'><v>" + cell.replace(">", "&gt;") + "</v></c>");
        }
        sheet.write("</row>");
    }

    private static String relation(String type, String target) {
        return "<Relationships><Relationship Id='rId1' Type='x/" + type + "' Target='" + target + "'/></Relationships>";
    }

    private static void part(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
