package dev.ingest.config.workbook;

import dev.ingest.config.SchemaChange;
import dev.ingest.config.row.JobColumn;
import dev.ingest.job.LoadType;
import dev.ingest.job.SourceType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFDrawing;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Makes workbooks as users have them: drop-downs, a frozen header with comments, and any rows. */
public final class WorkbookBuilder {
    private static final int LAST_VALIDATED_ROW = 1_000;
    private static final List<JobColumn> ORDER = List.of(JobColumn.values());

    private final List<Map<JobColumn, String>> rows = new ArrayList<>();

    /** Adds an enabled row; {@link #with} fills its other cells. */
    public WorkbookBuilder job(String type, String source, String table, LoadType loadType) {
        rows.add(new EnumMap<>(JobColumn.class));
        return with(JobColumn.SOURCE_TYPE, type)
                .with(JobColumn.SOURCE_NAME, source)
                .with(JobColumn.TABLE_NAME, table)
                .with(JobColumn.LOAD_TYPE, loadType.name())
                .with(JobColumn.ENABLED, "Y");
    }

    /** Sets a cell of the row added last. */
    public WorkbookBuilder with(JobColumn column, String text) {
        rows.get(rows.size() - 1).put(column, text);
        return this;
    }

    /** Switches the row added last off. */
    public WorkbookBuilder disabled() {
        return with(JobColumn.ENABLED, "N");
    }

    /** Writes the workbook, its folders too. */
    public void write(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Files.write(file, bytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The workbook as a file's content. */
    public byte[] bytes() {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XSSFSheet sheet = workbook.createSheet("jobs");
            header(workbook, sheet);
            cells(workbook, sheet);
            dropDown(sheet, JobColumn.SOURCE_TYPE, SourceType.all().stream().map(SourceType::id));
            dropDown(
                    sheet, JobColumn.LOAD_TYPE, Arrays.stream(LoadType.values()).map(Enum::name));
            dropDown(sheet, JobColumn.ENABLED, Stream.of("Y", "N"));
            dropDown(
                    sheet,
                    JobColumn.ON_SCHEMA_CHANGE,
                    Arrays.stream(SchemaChange.values())
                            .map(change -> change.name().toLowerCase(Locale.ROOT)));
            sheet.createFreezePane(0, 1);
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void header(XSSFWorkbook workbook, XSSFSheet sheet) {
        CellStyle style = headerStyle(workbook);
        XSSFDrawing drawing = sheet.createDrawingPatriarch();
        sheet.createRow(0);
        for (JobColumn column : JobColumn.values()) {
            int position = ORDER.indexOf(column);
            XSSFCell cell = sheet.getRow(0).createCell(position);
            cell.setCellValue(column.header());
            cell.setCellStyle(style);
            ClientAnchor anchor = drawing.createAnchor(0, 0, 0, 0, position, 1, position + 3, 6);
            var comment = drawing.createCellComment(anchor);
            comment.setString(new XSSFRichTextString(column.description()));
            comment.setAuthor("ingest");
            cell.setCellComment(comment);
            sheet.setColumnWidth(position, 256 * Math.max(12, column.header().length() + 4));
        }
    }

    private static CellStyle headerStyle(XSSFWorkbook workbook) {
        Font font = workbook.createFont();
        font.setBold(true);
        CellStyle style = workbook.createCellStyle();
        style.setFont(font);
        style.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        style.setBorderBottom(BorderStyle.THIN);
        return style;
    }

    private void cells(XSSFWorkbook workbook, XSSFSheet sheet) {
        CellStyle text = workbook.createCellStyle();
        text.setDataFormat(workbook.createDataFormat().getFormat("@"));
        for (int i = 0; i < rows.size(); i++) {
            var row = sheet.createRow(i + 1);
            rows.get(i).forEach((column, value) -> {
                XSSFCell cell = row.createCell(ORDER.indexOf(column));
                cell.setCellStyle(text);
                cell.setCellValue(value);
            });
        }
        for (JobColumn column : JobColumn.values()) {
            sheet.setDefaultColumnStyle(ORDER.indexOf(column), text);
        }
    }

    private static void dropDown(XSSFSheet sheet, JobColumn column, Stream<String> choices) {
        DataValidationHelper helper = sheet.getDataValidationHelper();
        DataValidation validation = helper.createValidation(
                helper.createExplicitListConstraint(choices.toArray(String[]::new)),
                new CellRangeAddressList(1, LAST_VALIDATED_ROW, ORDER.indexOf(column), ORDER.indexOf(column)));
        validation.setShowErrorBox(true);
        validation.createErrorBox(column.header(), column.description());
        sheet.addValidationData(validation);
    }
}
