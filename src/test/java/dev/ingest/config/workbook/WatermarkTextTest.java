package dev.ingest.config.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.row.JobColumn;
import dev.ingest.job.LoadType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Watermarks of text columns: a cell gives back every character of them. */
class WatermarkTextTest {
    @TempDir
    private Path folder;

    private Path path;
    private WorkbookFile workbook;

    private static Stream<String> texts() {
        return Stream.of(
                " b",
                "b ",
                "\u00a0b\u200b",
                " ",
                "k\u0001",
                "\u0001k",
                "a\tb\nc\r\nd\re",
                "\ufffe\uffff\u0085\u2028",
                "0020",
                "1e5",
                "=1+1",
                "TRUE",
                "<&>\"']]>",
                "_x0041_",
                "_x005F_x0041_",
                "__x00_x0041__",
                "Größe €",
                "日本 \ud83d\ude00",
                "x".repeat(32_767));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextIsReadAsItWasWritten(String text) throws IOException {
        workbook(Optional.empty());
        write(text);
        assertEquals(Optional.of(text), watermark());
        assertEquals(text, seenByPoi());
    }

    @Test
    void blanksThatPeopleTypeCountAndBlanksAloneDoNot() throws IOException {
        workbook(Optional.of(" b "));
        assertEquals(Optional.of(" b "), watermark());
        workbook(Optional.of(" \u00a0\t"));
        assertEquals(Optional.empty(), watermark());
    }

    @Test
    void aCellIsEmptiedAgain() throws IOException {
        workbook(Optional.of("b"));
        write("");
        assertEquals(Optional.empty(), watermark());
        assertEquals("", seenByPoi());
    }

    private void workbook(Optional<String> watermark) {
        path = folder.resolve("jobs.xlsx");
        workbook = new WorkbookFile(path, "config/jobs.xlsx");
        WorkbookBuilder builder = new WorkbookBuilder()
                .job("postgresql", "db", "t", LoadType.INCREMENTAL)
                .with(JobColumn.WATERMARK_COLUMN, "c");
        watermark.ifPresent(text -> builder.with(JobColumn.LAST_WATERMARK, text));
        builder.write(path);
    }

    private void write(String text) {
        CellChange change = CellChange.of(workbook.read().enabledRows().get(0), text);
        assertEquals(
                CellResult.Fate.WRITTEN,
                workbook.writeWatermarks(List.of(change)).cells().get(0).fate());
    }

    private Optional<String> watermark() {
        return workbook.read().enabledRows().get(0).cursor().lastWatermark();
    }

    private String seenByPoi() throws IOException {
        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(Files.readAllBytes(path)))) {
            return read.getSheet("jobs").getRow(1).getCell(5).getStringCellValue();
        }
    }
}
