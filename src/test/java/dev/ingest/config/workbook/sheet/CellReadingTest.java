package dev.ingest.config.workbook.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.workbook.XlsxFixture;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellReadingTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            # shared, inline and formula strings
            <c r="A1" t="s"><v>0</v></c>                                            | TEXT         | plain
            <c r="A1" t="s"><v>1</v></c>                                            | TEXT         | rich
            <c r="A1" t="s"><v>2</v></c>                                            | TEXT         | two
            <c r="A1" t="inlineStr"><is><t> in </t></is></c>                        | TEXT         | in
            <c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>     | TEXT         | ab
            <c r="A1" t="inlineStr"><is><t>&#160;x&#8203;&#10;</t></is></c>         | TEXT         | x
            <c r="A1" t="str"><f>B1</f><v>made</v></c>                              | TEXT         | made
            <c r="A1"><f>1+1</f></c>                                                | UNCALCULATED | ``
            <c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>                            | ERROR        | #DIV/0!
            <c r="A1" t="b"><v>1</v></c>                                            | BOOLEAN      | TRUE
            <c r="A1" t="b"><v>0</v></c>                                            | BOOLEAN      | FALSE
            <c r="A1" t="d"><v>2026-01-27T10:44:12</v></c>                          | TEXT         | 2026-01-27 10:44:12
            <c r="A1" t="d"><v>2024-01-02T03:04:05.123</v></c>                      | TEXT         | 2024-01-02 03:04:05.123
            # what programs write of a formula that they cannot work out; a text may be empty
            <c r="A1"><f>40+4</f><v></v></c>                                        | UNCALCULATED | ``
            <c r="A1"><f>40+4</f><v/></c>                                           | UNCALCULATED | ``
            <c r="A1"><f>40+4</f><v> </v></c>                                       | UNCALCULATED | ``
            <c r="A1" t="b"><f>1=1</f><v/></c>                                      | UNCALCULATED | ``
            <c r="A1" t="str"><f>A2</f></c>                                         | UNCALCULATED | ``
            <c r="A1" t="str"><f>""</f><v></v></c>                                  | TEXT         | ``
            # cells without a value are empty, whatever their type
            <c r="A1" t="s"/>                                                       | TEXT         | ``
            <c r="A1" t="s"><v></v></c>                                             | TEXT         | ``
            <c r="A1" t="b"><v/></c>                                                | TEXT         | ``
            <c r="A1" t="d"><v/></c>                                                | TEXT         | ``
            <c r="A1" t="e"><v/></c>                                                | TEXT         | ``
            <c r="A1" t="str"/>                                                     | TEXT         | ``
            <c r="A1" t="inlineStr"/>                                               | TEXT         | ``
            <c r="A1" t="inlineStr"><is/></c>                                       | TEXT         | ``
            <c r="A1" t="n"><v></v></c>                                             | TEXT         | ``
            <c r="A1" s="1"><v/></c>                                                | TEXT         | ``
            # words, pretty printing, and texts that say no type
            <c r="A1" t="b"><v>true</v></c>                                         | BOOLEAN      | TRUE
            <c r="A1" t="b"><v> false </v></c>                                      | BOOLEAN      | FALSE
            <c r="A1" t="s"><v> 1 </v></c>                                          | TEXT         | rich
            <c r="A1"><is><t>x</t></is></c>                                         | TEXT         | x
            <c r="A1" t="str"><v>x</v></c>                                          | TEXT         | x
            <c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><rPh><t>g</t></rPh><r><t>b</t></r></is></c> | TEXT | ab
            # a damaged cell is a fault of its own
            <c r="A1" t="s"><v>99</v></c>                                           | ERROR        | 'no shared string 99'
            <c r="A1" t="s"><v>x</v></c>                                            | ERROR        | 'no shared string x'
            <c r="A1" s="1"><v>x</v></c>                                            | DATE         | x
            <c r="A1" s="1"><v>NaN</v></c>                                          | DATE         | NaN
            # numbers
            <c r="A1"><v>4711</v></c>                                               | NUMBER       | 4711
            <c r="A1"><v>4711.0</v></c>                                             | NUMBER       | 4711
            <c r="A1"><v>1.2345678901234E+14</v></c>                                | NUMBER       | 123456789012340
            <c r="A1"><v>9007199254740993</v></c>                                   | NUMBER       | 9007199254740993
            <c r="A1"><v>0.10000000000000001</v></c>                                | NUMBER       | 0.1
            <c r="A1"><v>-1E-7</v></c>                                              | NUMBER       | -0.0000001
            <c r="A1"><v>0.0</v></c>                                                | NUMBER       | 0
            # styles 1 to 4 are dates, 5 has letters of one in quotes
            <c r="A1" s="1"><v>46049</v></c>                                        | DATE         | 2026-01-27
            <c r="A1" s="1"><v>46049.5</v></c>                                      | DATE         | 2026-01-27 12:00:00
            <c r="A1" s="2"><v>46049</v></c>                                        | DATE         | 2026-01-27 00:00:00
            <c r="A1" s="3"><v>46049</v></c>                                        | DATE         | 2026-01-27
            <c r="A1" s="4"><v>46049.447367870372</v></c>                           | DATE         | 2026-01-27 10:44:12.584
            <c r="A1" s="4"><v>46049.999999999</v></c>                              | DATE         | 2026-01-28 00:00:00
            <c r="A1" s="1"><v>1</v></c>                                            | DATE         | 1900-01-01
            <c r="A1" s="1"><v>61</v></c>                                           | DATE         | 1900-03-01
            <c r="A1" s="1"><v>-3</v></c>                                           | DATE         | -3
            <c r="A1" s="5"><v>3.5</v></c>                                          | NUMBER       | 3.5
            """, delimiter = '|')
    void aCellIsReadAsPeopleSeeIt(String xml, SheetCell.Kind kind, String text) throws Exception {
        SheetCell cell = rows("", "<row r='1'>" + xml + "<c r='B1'><v>1</v></c></row>")
                .get(0)
                .cell(0)
                .orElse(SheetCell.BLANK);
        assertEquals(kind, cell.kind());
        assertEquals(text == null ? "" : text, cell.text());
    }

    @ParameterizedTest
    @CsvSource({"1,2030-01-28", "true,2030-01-28", "0,2026-01-27"})
    void aWorkbookMayCountDaysFrom1904(String flag, String day) throws Exception {
        List<SheetCell> cells = cells("date1904='" + flag + "'", "<row r='1'><c r='A1' s='1'><v>46049</v></c></row>");
        assertEquals(day, cells.get(0).text());
    }

    @Test
    void rowsAndCellsNeedNotSayWhereTheyStand() throws Exception {
        String rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c r='AB5'><v>3</v></c><c><v>4</v></c></row>"
                + "<row><c><v>5</v></c></row><row><c r='A7'/></row>";
        List<String> references = rows("", rows).stream()
                .flatMap(
                        row -> row.cells().keySet().stream().map(column -> CellRange.referenceOf(column, row.number())))
                .sorted()
                .toList();
        assertEquals(List.of("A1", "A6", "AB5", "AC5", "B1"), references);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "General|NONE",
                "0.00E+00|NONE",
                "#,##0|NONE",
                "@|NONE",
                "[Red]0|NONE",
                "\"kr\" 0|NONE",
                "yyyy|DAY",
                "d. mmmm yyyy|DAY",
                "[$-F800]dddd, mmmm dd, yyyy|DAY",
                "hh:mm:ss|DAY_AND_TIME",
                "[h]:mm|DAY_AND_TIME",
                "dd/mm/yyyy hh:mm AM/PM|DAY_AND_TIME"
            })
    void aFormatCodeTellsDatesFromNumbers(String code, DateFormat expected) {
        assertEquals(expected, DateFormat.ofCode(code));
    }

    @Test
    void whichFormatsThatExcelBuildsInAreDates() {
        Map<DateFormat, List<Integer>> formats =
                IntStream.range(0, 60).boxed().collect(Collectors.groupingBy(DateFormat::builtIn));
        assertEquals(List.of(18, 19, 20, 21, 22, 32, 33, 45, 46, 47), formats.get(DateFormat.DAY_AND_TIME));
        assertEquals(
                List.of(14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58),
                formats.get(DateFormat.DAY));
    }

    @Test
    void aReferenceIsLettersOfTheColumnAndNumberOfTheRow() {
        List<String> references = List.of("A1", "Z1", "AA1", "AZ1", "BA1", "ZZ1", "AAA1", "XFD1");
        assertEquals(
                references,
                references.stream()
                        .map(reference -> CellRange.referenceOf(CellRange.columnOf(reference), 1))
                        .collect(Collectors.toList()));
        assertEquals(16_383, CellRange.columnOf("XFD1"));
    }

    private static List<SheetCell> cells(String properties, String rows) throws Exception {
        return rows(properties, rows).stream()
                .flatMap(row -> row.cells().values().stream())
                .toList();
    }

    private static List<SheetRow> rows(String properties, String rows) throws Exception {
        try (WorkbookParts parts = new WorkbookParts(XlsxFixture.withRows(properties, rows))) {
            return parts.rows(parts.sheets().get(0)).rows();
        }
    }
}
