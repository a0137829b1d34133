package dev.ingest.config.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.Finding;
import dev.ingest.config.SchemaChange;
import dev.ingest.config.row.ColumnSelection;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.config.row.RowCursor;
import dev.ingest.config.row.RowLanding;
import dev.ingest.config.row.RowReading;
import dev.ingest.config.workbook.sheet.CellRange;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.CellForm;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.LoadType;
import dev.ingest.job.name.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkbookReadingTest {
    private static final String HEADERS =
            "source_type,source_name,table_name,load_type,watermark_column,last_watermark,enabled,on_schema_change,slices";

    @TempDir
    private Path folder;

    @Test
    void anEnabledRowBecomesAJobWithAllItsCells() {
        JobSheet sheet = read(new WorkbookBuilder()
                .job("PostgreSQL ", "my_postgres_db", "sales.orders", LoadType.INCREMENTAL)
                .with(JobColumn.WATERMARK_COLUMN, "updated_at")
                .with(JobColumn.LAST_WATERMARK, "2026-01-27 10:44:12.584123")
                .with(JobColumn.PARTITION_BY, "date, region,")
                .with(JobColumn.CLUSTER_BY, "customer_id")
                .with(JobColumn.WHERE, "amount > 0")
                .with(JobColumn.COLUMNS, "id,\"a,b\"")
                .with(JobColumn.PRIMARY_KEY, "id")
                .with(JobColumn.WATERMARK_LAG, "2h")
                .with(JobColumn.SPLIT_BY, "id")
                .with(JobColumn.SLICES, "auto")
                .with(JobColumn.ON_SCHEMA_CHANGE, "Freeze")
                .with(JobColumn.LOAD_WINDOW, "30d")
                .job("nonsense", "", "", LoadType.FULL)
                .disabled()
                .bytes());
        assertEquals(List.of(), sheet.findings());
        assertEquals(1, sheet.disabled());
        assertEquals("jobs", sheet.sheet());
        JobRow row = sheet.enabledRows().get(0);
        assertEquals(Optional.of("jobs!F2"), row.places().of(JobColumn.LAST_WATERMARK));
        JobRow expected = new JobRow(
                row.places(),
                DatabaseKind.POSTGRESQL,
                "my_postgres_db",
                TableName.parse("sales.orders"),
                "sales.orders",
                LoadType.INCREMENTAL,
                new RowCursor(
                        Optional.of("updated_at"),
                        Optional.of("2026-01-27 10:44:12.584123"),
                        CellForm.TEXT,
                        Optional.of("2h"),
                        Optional.of("30d")),
                new RowReading(
                        Optional.empty(),
                        Optional.of("amount > 0"),
                        ColumnSelection.only(List.of("id", "a,b")),
                        Optional.of("id"),
                        Optional.of("auto")),
                new RowLanding(
                        List.of("date", "region"),
                        List.of("customer_id"),
                        List.of("id"),
                        Optional.of(SchemaChange.FREEZE)));
        assertEquals(expected, row);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            postgres,db,t,FULL,,,Y                 | jobs!A2: source_type 'postgres' is not postgresql, oracle, mssql, azure_sql or api.
            ,db,t,FULL,,,Y                         | jobs!A2: source_type is empty
            api,,t,FULL,,,Y                        | jobs!B2: source_name is empty
            api,a__b,t,FULL,,,Y                    | jobs!B2: source_name 'a__b' holds '__', which divides parts of names in the lake. Use one '_'.
            api,--,t,FULL,,,Y                      | jobs!B2: source_name '--' holds neither letter nor digit. Give the source a name.
            api,a&#10;b,t,FULL,,,Y                 | jobs!B2: source_name 'a b' holds a line break or another control character. Remove it.
            api,db,,FULL,,,Y                       | jobs!C2: table_name is empty
            api,db,a..b,FULL,,,Y                   | jobs!C2: table_name 'a..b' is not a table name: a part of the name is empty
            api,db,../x,FULL,,,Y                   | jobs!C2: table_name '../x' is not a table name: a part of the name is empty
            api,db,t,INC,,,Y                       | jobs!D2: load_type 'INC' is not FULL or INCREMENTAL
            api,db,t,,,,Y                          | jobs!D2: load_type is empty
            api,db,t,incremental,,,Y               | jobs!E2: watermark_column is empty. INCREMENTAL needs it.
            api,db,t,FULL,,,maybe                  | jobs!G2: enabled 'MAYBE' is not Y or N
            api,db,t,FULL,,,                       | jobs!G2: enabled is empty. Write Y or N.
            api,db,t,FULL,,,Y,ignore               | jobs!H2: on_schema_change 'ignore' is not evolve, keep or freeze
            api,db,t,FULL,,,Y,,0                   | jobs!I2: slices '0' is not a whole number from 1 to 999, or auto
            api,db,t,FULL,,,Y,,two                 | jobs!I2: slices 'two' is not a whole number from 1 to 999, or auto
            """)
    void aFaultNamesItsCell(String row, String finding) throws IOException {
        List<Finding> findings = rows(HEADERS, row).findings();
        assertEquals(1, findings.size(), findings::toString);
        assertTrue(findings.get(0).toString().replace('\n', ' ').startsWith(finding), findings::toString);
    }

    @Test
    void everyFaultIsReportedAtOnceInSheetOrder() throws IOException {
        JobSheet sheet = rows(
                HEADERS, "oracel,a__b,,INC,,,perhaps", "api,db,t,FULL,,,Y", "api,db,u,INCREMENTAL,,,Y", ",,,bad,,,N");
        assertEquals(
                List.of("jobs!A2", "jobs!B2", "jobs!C2", "jobs!D2", "jobs!G2", "jobs!E4"),
                sheet.findings().stream().map(Finding::place).toList());
        assertEquals(
                "source_type 'oracel' is not postgresql, oracle, mssql, azure_sql or api. Did you mean 'oracle'?",
                sheet.findings().get(0).message());
        assertEquals(1, sheet.enabledRows().size());
        assertEquals(1, sheet.disabled());
    }

    @ParameterizedTest
    @CsvSource({"Y,1", "yes,1", "TRUE,1", "1,1", "N,0", "No,0", "false,0", "0,0"})
    void enabledIsSaidInManyWays(String written, int enabled) throws IOException {
        JobSheet sheet = rows(HEADERS, "api,db,t,FULL,,," + written);
        assertEquals(List.of(), sheet.findings());
        assertEquals(enabled, sheet.enabledRows().size());
        assertEquals(1 - enabled, sheet.disabled());
    }

    @Test
    void aCellMayBeABooleanANumberOrAFormula() throws IOException {
        String header = row(1, HEADERS.split(","));
        String cells = "<row r='2'>" + text("A2", "api") + text("B2", "db")
                + "<c r='C2'><v>2024</v></c><c r='D2' t='str'><f>UPPER(\"full\")</f><v>FULL</v></c>"
                + "<c r='F2' s='4'><v>46049.447367870372</v></c><c r='G2' t='b'><v>1</v></c></row>";
        JobSheet sheet = read(XlsxFixture.withRows(header + cells));
        assertEquals(List.of(), sheet.findings());
        assertEquals("2024", sheet.enabledRows().get(0).tableText());
        assertEquals(
                Optional.of("2026-01-27 10:44:12.584"),
                sheet.enabledRows().get(0).cursor().lastWatermark());
    }

    @Test
    void errorsAndUncalculatedFormulasAreFaults() throws IOException {
        String header = row(1, HEADERS.split(","));
        String cells = "<row r='2'>" + text("A2", "api") + text("B2", "db")
                + "<c r='C2' t='e'><v>#REF!</v></c>" + text("D2", "FULL")
                + "<c r='F2'><f>NOW()</f></c><c r='G2' t='e'><v>#N/A</v></c></row>";
        assertEquals(
                List.of(
                        "jobs!C2: table_name holds the error #REF!",
                        "jobs!F2: last_watermark holds a formula that was never worked out. Open the workbook in Excel and"
                                + " save it.",
                        "jobs!G2: enabled holds the error #N/A"),
                read(XlsxFixture.withRows(header + cells)).findings().stream()
                        .map(Finding::toString)
                        .toList());
    }

    @Test
    void headersMayStandInAnyOrderCaseAndSpelling() throws IOException {
        JobSheet sheet = rows(
                "Enabled,LOAD TYPE, Table Name ,SourceName,source_type,notes,owner,", "Y,FULL,t,db,api,see mail,me,x");
        assertEquals(List.of(), sheet.findings());
        assertEquals("db.t", sheet.enabledRows().get(0).name());
        assertEquals(Optional.of("jobs!D2"), sheet.enabledRows().get(0).places().of(JobColumn.SOURCE_NAME));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            source_type,source_name,table_name,load_type,enabled,Load Type | jobs!F1: the column load_type stands in D1 already. Remove one of them.
            source_type,source_name,tabel_name,load_type,enabled           | jobs!C1: header 'tabel_name' is not known. Did you mean 'table_name'?
            source_type,source_name,table_name,load_type                   | jobs!1: the column enabled is missing. Add it.
            source_type,source_name,table_name,load_type,enabled,wher      | jobs!F1: header 'wher' is not known. Did you mean 'where'?
            """)
    void aFaultyHeaderIsNamed(String headers, String finding) throws IOException {
        assertEquals(
                List.of(finding),
                rows(headers, "api,db,t,FULL,Y").findings().stream()
                        .map(Finding::toString)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            filter       | jobs!F1: header 'filter' means nothing here, so what stands below it is not read. Did you mean 'where'?
            Where Clause | jobs!F1: header 'Where Clause' means nothing here, so what stands below it is not read. Near matches: where.
            PK           | jobs!F1: header 'PK' means nothing here, so what stands below it is not read. Did you mean 'primary_key'?
            notes        | jobs!F1: header 'notes' means nothing here, so what stands below it is not read.
            """)
    void aHeaderThatMeansNothingIsSaid(String header, String warning) throws IOException {
        JobSheet sheet = rows("source_type,source_name,table_name,load_type,enabled," + header, "api,db,t,FULL,Y,x");
        assertEquals(List.of(), sheet.findings());
        assertEquals(
                List.of(warning),
                sheet.warnings().stream().map(Finding::toString).toList());
    }

    @Test
    void theFirstCellOfAFilledDownFormulaCannotTakeAWatermark() throws IOException {
        String header = row(1, HEADERS.split(","));
        String start =
                text("A2", "api") + text("B2", "db") + text("D2", "INCREMENTAL") + text("E2", "id") + text("G2", "Y");
        String rows = "<row r='2'>" + start + text("C2", "a")
                + "<c r='F2'><f t='shared' ref='F2:F3' si='0'>1+1</f><v>2</v></c></row>" + "<row r='3'>"
                + start.replace("2'", "3'") + text("C3", "b") + "<c r='F3'><f t='shared' si='0'/><v>2</v></c></row>";
        assertEquals(
                List.of(
                        "jobs!F2: last_watermark holds the formula that the cells below it share, so no watermark can be"
                                + " written there. Copy the cells and paste them as values."),
                read(XlsxFixture.withRows(header + rows)).findings().stream()
                        .map(Finding::toString)
                        .toList());
    }

    @Test
    void aCellThatStandsThereTwiceIsNamed() throws IOException {
        String header = row(1, HEADERS.split(","));
        assertTrue(
                refusal(XlsxFixture.withRows(header + "<row r='2'><c r='A2'><v>1</v></c><c r='A2'><v>2</v></c></row>"))
                        .contains("its cell A2 stands there twice"));
        assertTrue(refusal(XlsxFixture.withRows(header + row(2, "api") + row(2, "api")))
                .contains("its row 2 stands there twice"));
    }

    @Test
    void anExtraColumnNearlyNamedLikeOneThatIsThereIsTheUsersOwn() throws IOException {
        assertEquals(
                List.of(),
                rows("source_type,source_name,table_name,load_type,enabled,table_name2", "api,db,t,FULL,Y,x")
                        .findings());
    }

    @Test
    void incrementalJobsNeedTheColumnsOfTheWatermark() throws IOException {
        assertEquals(
                List.of(
                        "jobs!3: the column watermark_column is missing; INCREMENTAL jobs need it. Add it to the"
                                + " headers in row 1.",
                        "jobs!3: the column last_watermark is missing; INCREMENTAL jobs need it. Add it to the headers"
                                + " in row 1."),
                said(rows(
                        "source_type,source_name,table_name,load_type,enabled",
                        "api,db,sound,FULL,Y",
                        "api,db,t,INCREMENTAL,Y")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            columns      | "id      | has a double quote that is not closed. Close or remove it.
            columns      | id,"id"  | names 'id' twice. Leave one of them out.
            columns      | ,        | names no column. Name one, or empty the cell.
            partition_by | date,date | names 'date' twice. Leave one of them out.
            cluster_by   | a"b      | has a double quote that is not closed. Close or remove it.
            primary_key  | id, id   | names 'id' twice. Leave one of them out.
            primary_key  | ""       | names no column. Name one, or empty the cell.
            """)
    void aListOfColumnsThatCannotBeReadIsAFaultOfItsCell(String header, String text, String fault) {
        JobColumn column = JobColumn.valueOf(header.toUpperCase(java.util.Locale.ROOT));
        JobSheet sheet = read(new WorkbookBuilder()
                .job("postgresql", "db", "t", LoadType.FULL)
                .with(column, text)
                .bytes());
        List<String> said = said(sheet);
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.get(0).endsWith(": " + header + " '" + text + "' " + fault), said::toString);
    }

    @Test
    void columnsThatOnlyIncrementalJobsNeedStopNoOther() throws IOException {
        JobSheet sheet = rows(
                "source_type,source_name,table_name,load_type,enabled,watermark_colum,last_watermark",
                "api,db,sound,FULL,Y,id,",
                "api,db,t,INCREMENTAL,Y,id,");
        assertEquals(List.of(), sheet.headerFindings());
        assertEquals(
                List.of("db.sound"),
                sheet.enabledRows().stream().map(JobRow::name).toList());
        assertEquals(
                List.of("jobs!3: the column watermark_column is missing; INCREMENTAL jobs need it. jobs!F1: header"
                        + " 'watermark_colum' is not known. Did you mean 'watermark_column'?"),
                said(sheet));
        assertEquals(1, sheet.warnings().size());
    }

    private static List<String> said(JobSheet sheet) {
        return sheet.findings().stream().map(Finding::toString).toList();
    }

    @Test
    void aRowWithNothingInOurColumnsIsBlank() throws IOException {
        JobSheet sheet = rows(HEADERS + ",notes", ",,,,,,,,,a remark", "", " ,,,,,,", "api,db,t,FULL,,,Y");
        assertEquals(List.of(), sheet.findings());
        assertEquals(Optional.of("jobs!A5"), sheet.enabledRows().get(0).places().of(JobColumn.SOURCE_TYPE));
    }

    @Test
    void theSheetNamedJobsIsReadElseTheFirst() throws IOException {
        Map<String, byte[]> parts = XlsxFixture.parts("", row(1, HEADERS.split(",")));
        String workbook = new String(parts.get("xl/workbook.xml"), StandardCharsets.UTF_8);
        XlsxFixture.put(
                parts,
                "xl/workbook.xml",
                workbook.replace("<sheets>", "<sheets><sheet name='intro' sheetId='2' r:id='rId10'/>")
                        .replace("name='jobs'", "name=' JOBS'"));
        String relations = new String(parts.get("xl/_rels/workbook.xml.rels"), StandardCharsets.UTF_8);
        XlsxFixture.put(
                parts,
                "xl/_rels/workbook.xml.rels",
                relations.replace(
                        "</Relationships>",
                        "<Relationship Id='rId10' Type='x/worksheet' Target='/xl/worksheets/intro.xml'/></Relationships>"));
        XlsxFixture.put(parts, "xl/worksheets/intro.xml", "<worksheet><sheetData/></worksheet>");
        assertEquals(" JOBS", read(XlsxFixture.zipped(parts)).sheet());
        XlsxFixture.put(
                parts,
                "xl/workbook.xml",
                new String(parts.get("xl/workbook.xml"), StandardCharsets.UTF_8).replace("JOBS", "more"));
        assertTrue(refusal(XlsxFixture.zipped(parts)).contains("its sheet 'intro' is empty"));
    }

    @Test
    void whatIsNoWorkbookOfJobsIsRefusedWithTheWayOut() throws Exception {
        assertTrue(
                refusal(new byte[0]).startsWith("Cannot read the workbook config/jobs.xlsx: the file is empty. Save"));
        assertTrue(refusal("source_type;a".getBytes(StandardCharsets.UTF_8)).contains(": it is not an Excel file. "));
        assertTrue(refusal(oldFormat()).contains(": it is in the old .xls format. "));
        assertTrue(refusal(encrypted()).contains(": it is protected by a password. "));
        assertTrue(
                refusal(XlsxFixture.zipped(Map.of("a.xml", new byte[3]))).contains(": it holds no Excel workbook. "));
        assertTrue(refusal(XlsxFixture.withRows("")).contains(": its sheet 'jobs' is empty. "));
        assertTrue(refusal(XlsxFixture.withRows(row(3, "a", "b")))
                .contains(": row 3 of its sheet 'jobs' names none of the columns. "));
        assertTrue(refusal(XlsxFixture.withRows("<row><c")).contains("Cannot read the workbook config/jobs.xlsx: "));
        byte[] whole = new WorkbookBuilder().bytes();
        assertTrue(refusal(java.util.Arrays.copyOf(whole, whole.length / 2))
                .contains("Cannot read the workbook config/jobs.xlsx: "));
        Map<String, byte[]> strict = XlsxFixture.parts("", "");
        XlsxFixture.put(
                strict,
                "xl/workbook.xml",
                new String(strict.get("xl/workbook.xml"), StandardCharsets.UTF_8)
                        .replace(
                                "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/x"));
        assertTrue(refusal(XlsxFixture.zipped(strict)).contains("Strict Open XML"));
    }

    @Test
    void aMissingWorkbookIsNamedAsPeopleKnowIt() {
        IngestException missing = assertThrows(
                IngestException.class, () -> new WorkbookFile(folder.resolve("none.xlsx"), "config/none.xlsx").read());
        assertEquals(FailureKind.CONFIG, missing.kind());
        assertEquals(
                "Cannot read the workbook "
                        + folder.resolve("none.xlsx").toString().replace('\\', '/')
                        + ": there is no such file. Create it there, or name another one" + " with --config.",
                missing.getMessage());
        assertTrue(assertThrows(IngestException.class, () -> new WorkbookFile(folder, "config").read())
                .getMessage()
                .startsWith("Cannot read the workbook config: "));
    }

    @Test
    void entitiesOfTheXmlAreNotFollowed() throws IOException {
        Map<String, byte[]> parts = XlsxFixture.parts("", row(1, HEADERS.split(",")));
        XlsxFixture.put(
                parts,
                "xl/sharedStrings.xml",
                "<!DOCTYPE sst [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><sst><si><t>&e;</t></si></sst>");
        assertTrue(refusal(XlsxFixture.zipped(parts)).startsWith("Cannot read the workbook config/jobs.xlsx: "));
    }

    private String refusal(byte[] file) {
        IngestException refused = assertThrows(IngestException.class, () -> read(file));
        assertEquals(FailureKind.CONFIG, refused.kind());
        return refused.getMessage();
    }

    private JobSheet rows(String headers, String... rows) throws IOException {
        StringBuilder xml = new StringBuilder(row(1, headers.split(",")));
        for (int i = 0; i < rows.length; i++) {
            xml.append(row(i + 2, rows[i].split(",")));
        }
        return read(XlsxFixture.withRows(xml.toString()));
    }

    private static String row(int number, String... cells) {
        StringBuilder xml = new StringBuilder("<row r='" + number + "'>");
        for (int i = 0; i < cells.length; i++) {
            xml.append(text(CellRange.referenceOf(i, number), cells[i]));
        }
        return xml.append("</row>").toString();
    }

    private static String text(String reference, String text) {
        return "<c r='" + reference + "' t='inlineStr'><is><t>" + text + "</t></is></c>";
    }

    private JobSheet read(byte[] file) {
        try {
            Path path = Files.write(folder.resolve("jobs.xlsx"), file);
            return new WorkbookFile(path, "config/jobs.xlsx").read();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static byte[] oldFormat() throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook();
                var out = new java.io.ByteArrayOutputStream()) {
            workbook.createSheet("jobs");
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] encrypted() throws Exception {
        try (POIFSFileSystem files = new POIFSFileSystem();
                var out = new java.io.ByteArrayOutputStream()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var stream = encryptor.getDataStream(files)) {
                stream.write(new WorkbookBuilder().bytes());
            }
            files.writeFilesystem(out);
            return out.toByteArray();
        }
    }
}
