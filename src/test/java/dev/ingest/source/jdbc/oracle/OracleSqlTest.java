package dev.ingest.source.jdbc.oracle;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Extraction;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.TextOrder;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.TimestampExcess;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.source.Extent;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourcePlans;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to the server, held against a parser that others wrote. */
class OracleSqlTest {
    private static final SourceColumn ID = OraclePlans.number("ID", 18, 0);
    private static final SourceColumn DAY = OraclePlans.column("CHANGED", "date");
    private static final SourceColumn SEEN = OraclePlans.timestamp("SEEN_AT", "timestamp", 6);
    private static final SourceColumn ZONED = OraclePlans.timestamp("SENT_AT", "timestamp with time zone", 6);
    private static final SourceColumn NAME = OraclePlans.column("NAME", "varchar2");

    private static String request(Reading reading, Slice slice) {
        return parsed(OraclePlans.DIALECT.request(reading, slice));
    }

    /** The parser does not know Oracle's flashback, nor clauses within a function's parentheses. */
    private static String parsed(String sql) {
        String known = sql.replaceAll(" AS OF SCN \\d+", "")
                .replace(" RETURNING CLOB", "")
                .replace("XMLSERIALIZE(CONTENT ", "SERIALIZED(")
                .replace(" AS CLOB)", ")");
        assertDoesNotThrow(() -> CCJSqlParserUtil.parse(known), sql);
        return sql;
    }

    private static String window(SourceColumn column, CursorType type, TextOrder order, Window window) {
        return window(column, type, order, window, SourcePlans.options());
    }

    private static String window(
            SourceColumn column, CursorType type, TextOrder order, Window window, ReadingOptions options) {
        Cursor cursor = new Cursor(column.name(), column.name(), type, 0, Cursor.Uniqueness.REPEATED).ordered(order);
        PlannedColumn planned = OraclePlans.planned(column, options);
        String sql = request(
                OraclePlans.reading(
                        Extraction.of(OraclePlans.TABLE),
                        List.of(planned),
                        Optional.of(cursor),
                        window,
                        Snapshot.ALONE),
                Slice.WHOLE);
        return sql.substring(sql.indexOf(" WHERE ") + 7);
    }

    private static Window from(String low, Bound.Edge edge) {
        return new Window(Optional.of(new Bound(low, edge)), Optional.empty());
    }

    private static Window between(String low, String high) {
        return new Window(
                Optional.of(new Bound(low, Bound.Edge.EXCLUSIVE)), Optional.of(new Bound(high, Bound.Edge.EXCLUSIVE)));
    }

    @Test
    void aWholeTableIsReadByItsColumns() {
        assertEquals(
                "SELECT \"ID\", \"NAME\" FROM \"SALES\".\"ORDERS\"",
                request(OraclePlans.reading(ID, NAME), Slice.WHOLE));
    }

    @Test
    void everyTypeIsSelectedByAnExpressionThatParses() {
        List<SourceColumn> columns = new ArrayList<>();
        for (OracleTypeReference.Row row : OracleTypeReference.rows()) {
            if (row.column().baseType().equals("object")) {
                continue;
            }
            columns.add(new SourceColumn(
                    "C" + columns.size(),
                    row.column().declaredType(),
                    row.column().baseType(),
                    row.column().precision(),
                    row.column().scale(),
                    Nullability.NULLABLE));
        }
        request(OraclePlans.reading(columns.toArray(SourceColumn[]::new)), Slice.WHOLE);
    }

    @Test
    void slicesAreReadAsOfOneNumber() {
        Reading reading = OraclePlans.reading(
                Extraction.of(OraclePlans.TABLE),
                List.of(OraclePlans.planned(ID, SourcePlans.options())),
                Optional.empty(),
                Window.ALL,
                new Snapshot.Shared("10495731047385"));
        Slice slice = new Slice(0, Optional.empty(), Optional.of("ROWID < CHARTOROWID('AAAShYAAFAAAACXAAA')"));

        assertEquals(
                "SELECT \"ID\" FROM \"SALES\".\"ORDERS\" AS OF SCN 10495731047385"
                        + " WHERE ROWID < CHARTOROWID('AAAShYAAFAAAACXAAA')",
                request(reading, slice));
    }

    @Test
    void aNumberThatIsNoneNeverStandsInAQuery() {
        Snapshot.Shared forged = new Snapshot.Shared("1 OR 1=1");
        assertThrows(NumberFormatException.class, () -> OracleQueries.asOf(forged));
    }

    @Test
    void aQueryStandsInTheTablesPlaceAndHasNoNumber() {
        Extraction extraction = new Extraction(
                TableName.exact("ORDERS"),
                Optional.of("SELECT id FROM sales.orders -- all of them"),
                Optional.of("id > 3"));
        Reading reading = OraclePlans.reading(
                extraction,
                List.of(OraclePlans.planned(ID, SourcePlans.options())),
                Optional.empty(),
                Window.ALL,
                Snapshot.PER_SLICE);

        assertEquals(
                "SELECT \"ID\" FROM (SELECT id FROM sales.orders -- all of them\n) \"ORDERS\" WHERE (id > 3)",
                request(reading, Slice.WHOLE));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-27 10:44:12, EXCLUSIVE, >, 2026-01-27 10:44:12",
        "2026-01-27 10:44:12, INCLUSIVE, >=, 2026-01-27 10:44:12",
        "2026-01-27 10:44:12.584, EXCLUSIVE, >, 2026-01-27 10:44:12",
        "2026-01-27 10:44:12.584, INCLUSIVE, >, 2026-01-27 10:44:12"
    })
    void aDateIsComparedWithADate(String low, Bound.Edge edge, String operator, String literal) {
        assertEquals(
                "\"CHANGED\" " + operator + " TO_DATE('" + literal + "', 'YYYY-MM-DD HH24:MI:SS')",
                window(DAY, CursorType.TIMESTAMP, TextOrder.BINARY, from(low, edge)));
    }

    @Test
    void aDateEndsAtTheSecondOfItsHorizon() {
        assertEquals(
                "\"CHANGED\" > TO_DATE('2026-01-27 10:44:12', 'YYYY-MM-DD HH24:MI:SS')"
                        + " AND \"CHANGED\" <= TO_DATE('2026-01-28 00:00:00', 'YYYY-MM-DD HH24:MI:SS')",
                window(
                        DAY,
                        CursorType.TIMESTAMP,
                        TextOrder.BINARY,
                        between("2026-01-27 10:44:12", "2026-01-28 00:00:00.5")));
    }

    @Test
    void timesAreComparedAsTheirOwnTypeWithoutTheSessionsZone() {
        assertEquals(
                "\"SEEN_AT\" > TIMESTAMP '2026-01-27 10:44:12.584' AND \"SEEN_AT\" < TIMESTAMP '2026-01-28 00:00:00'",
                window(
                        SEEN,
                        CursorType.TIMESTAMP,
                        TextOrder.BINARY,
                        between("2026-01-27 10:44:12.584", "2026-01-28 00:00:00")));
        assertEquals(
                "\"SENT_AT\" > TIMESTAMP '2026-01-27 10:44:12 +00:00'",
                window(
                        ZONED,
                        CursorType.TIMESTAMP_UTC,
                        TextOrder.BINARY,
                        from("2026-01-27 10:44:12+00:00", Bound.Edge.EXCLUSIVE)));
    }

    @Test
    void whatLandedWithoutItsLastDigitsIsNotReadAgain() {
        ReadingOptions truncating = new ReadingOptions(
                Optional.empty(),
                ColumnType.TEXT,
                ColumnType.Timestamp.Unit.MICROS,
                Unrepresentable.FAIL,
                TimestampExcess.TRUNCATE);
        assertEquals(
                "\"SEEN_AT\" >= TIMESTAMP '2026-01-27 10:44:12.123457'",
                window(
                        SEEN,
                        CursorType.TIMESTAMP,
                        TextOrder.BINARY,
                        from("2026-01-27 10:44:12.123456", Bound.Edge.EXCLUSIVE),
                        truncating));
    }

    @Test
    void textsAreComparedByTheirBytesInUtf8() {
        assertEquals(
                "\"NAME\" > 'O''Brien'",
                window(NAME, CursorType.TEXT, TextOrder.BINARY, from("O'Brien", Bound.Edge.EXCLUSIVE)));
        assertEquals(
                "UTL_I18N.STRING_TO_RAW(\"NAME\", 'AL32UTF8') >= HEXTORAW('C3A9')",
                window(NAME, CursorType.TEXT, TextOrder.CONVERTED, from("é", Bound.Edge.INCLUSIVE)));
    }

    @ParameterizedTest
    @CsvSource({
        "TIMESTAMP, 2026-01-27",
        "TIMESTAMP, 10000-01-01 00:00:00",
        "TIMESTAMP, '2026-01-27 10:44:12'' OR ''1'' = ''1'",
        "INTEGER, 1 OR 1=1",
        "DECIMAL, 1e5"
    })
    void aWatermarkThatIsNoValueIsRefused(CursorType type, String value) {
        IngestException failure = assertThrows(IngestException.class, () -> OracleText.literal(value, type));
        assertTrue(failure.getMessage().startsWith("Cannot use the watermark '"), failure.getMessage());
    }

    @Test
    void aNameWithAQuoteIsRefused() {
        assertThrows(IngestException.class, () -> OracleText.identifier("a\" FROM dual --"));
    }

    @Test
    void aTableThatWasWrittenWithoutQuotesIsUpperCase() {
        assertEquals("\"SALES\".\"Orders\"", OracleText.relation(TableName.parse("sales.\"Orders\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INTEGER", "DECIMAL", "TIMESTAMP", "TIMESTAMP_UTC", "TEXT"})
    void aSampleOfKeysParses(CursorType type) {
        parsed(OraclePlans.DIALECT.sample(OraclePlans.reading(ID, NAME), new KeyColumn("ID", type)));
    }

    @Test
    void keysAreCutByLiteralsOfTheirType() {
        KeySample sample = new KeySample(
                List.of(new KeySample.Count("2026-01-01 00:00:00", 50), new KeySample.Count("2026-02-01 00:00:00", 50)),
                0);
        List<Slice> slices = OraclePlans.DIALECT.slices(new KeyColumn("CHANGED", CursorType.TIMESTAMP), sample, 2);

        assertEquals(
                List.of(
                        "\"CHANGED\" < TO_DATE('2026-02-01 00:00:00', 'YYYY-MM-DD HH24:MI:SS')",
                        "(\"CHANGED\" >= TO_DATE('2026-02-01 00:00:00', 'YYYY-MM-DD HH24:MI:SS') OR \"CHANGED\" IS NULL)"),
                slices.stream().map(slice -> slice.predicate().orElseThrow()).toList());
    }

    @Test
    void aTableIsCutAlongItsRowids() {
        List<Slice> slices = OraclePlans.DIALECT.slices(description(new Snapshot.Shared("42")), 2);

        assertEquals(
                List.of("ROWID < CHARTOROWID('AAAShYAAFAAAACXAAC')", "ROWID >= CHARTOROWID('AAAShYAAFAAAACXAAC')"),
                slices.stream().map(slice -> slice.predicate().orElseThrow()).toList());
    }

    @Test
    void aTableOfWhichNobodySharesAStateIsOneSlice() {
        assertEquals(List.of(Slice.WHOLE), OraclePlans.DIALECT.slices(description(Snapshot.ALONE), 8));
    }

    private static SourceDescription description(Snapshot snapshot) {
        List<Extent> extents =
                List.of("AAAShYAAFAAAACXAAA", "AAAShYAAFAAAACXAAB", "AAAShYAAFAAAACXAAC", "AAAShYAAFAAAACXAAD").stream()
                        .map(begin -> new Extent(OraclePlans.TABLE, 100, begin))
                        .toList();
        return new SourceDescription(OraclePlans.TABLE, List.of(ID), List.of(), Set.of(), extents, snapshot);
    }

    @ParameterizedTest
    @ValueSource(longs = {2_048, 1_000_000_000})
    void theLookAtSomeOfATablesPagesParses(long pages) {
        parsed(OracleCatalog.sample(OraclePlans.TABLE, pages));
    }

    @Test
    void theProbeOfNumbersParses() throws JSQLParserException {
        OracleRows rows = new OracleRows(
                Extraction.of(OraclePlans.TABLE), OracleRows.Kind.TABLE, List.of(OraclePlans.column("N", "number")));
        parsed(OracleProbe.query(rows, rows.columns(), Optional.of("n > 0")));
    }
}
