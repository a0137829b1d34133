package dev.ingest.source.jdbc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.Nullability;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Extraction;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.TextOrder;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.ScnReads;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceQuestion;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session makes of a server's answers: names, columns, the state that is read, the horizon. */
class OracleSessionTest {
    private static final List<String> OBJECT = List.of("OWNER", "OBJECT_NAME", "OBJECT_TYPE");
    private static final List<String> SYNONYM = List.of("OWNER", "TABLE_NAME", "DB_LINK");
    private static final List<String> COLUMN = List.of(
            "COLUMN_NAME",
            "DATA_TYPE",
            "DATA_TYPE_OWNER",
            "DATA_TYPE_MOD",
            "DATA_LENGTH",
            "CHAR_LENGTH",
            "CHAR_USED",
            "DATA_PRECISION",
            "DATA_SCALE",
            "NULLABLE",
            "COLLATION");

    private static OracleRelation find(FakeOracle server, String table) throws SQLException {
        return new OracleNames(server.session(), OracleTargets.nowhere()).relation(TableName.parse(table));
    }

    private static FakeOracle schema() {
        return new FakeOracle().answer("CURRENT_SCHEMA", "READER");
    }

    @Test
    void aNameWithoutQuotesIsUpperCaseBeforeItIsAsWritten() throws SQLException {
        FakeOracle server = schema().answer(
                        "object_name IN",
                        OBJECT,
                        List.of("READER", "orders", "TABLE"),
                        List.of("READER", "ORDERS", "VIEW"));

        assertEquals(
                new OracleRelation(TableName.exact("READER", "ORDERS"), OracleRows.Kind.VIEW), find(server, "orders"));
        assertEquals(
                List.of("ORDERS", "orders", "READER", "PUBLIC"),
                server.parameters().get(0));
    }

    @Test
    void aNameIsFoundWhateverItsCaseWhereThereIsOneAlone() throws SQLException {
        FakeOracle one = schema().nothing("object_name IN")
                .answer("UPPER(object_name)", OBJECT, List.of("READER", "Orders", "TABLE"));
        assertEquals(TableName.exact("READER", "Orders"), find(one, "orders").name());

        FakeOracle two = schema().nothing("object_name IN")
                .answer(
                        "UPPER(object_name)",
                        OBJECT,
                        List.of("READER", "Orders", "TABLE"),
                        List.of("READER", "oRDERS", "TABLE"))
                .nothing("SELECT DISTINCT");
        assertThrows(IngestException.class, () -> find(two, "orders"));
    }

    @Test
    void aSynonymThatGoesRoundIsSaid() {
        FakeOracle server = schema().answer("owner IN (?, ?)", OBJECT, List.of("PUBLIC", "ORDERS", "SYNONYM"))
                .answer("all_synonyms", SYNONYM, Arrays.asList("SALES", "ORDERS_V2", null));
        IngestException failure = assertThrows(IngestException.class, () -> find(server, "orders"));
        assertTrue(failure.getMessage().contains("its synonyms go round"), failure.getMessage());
    }

    @Test
    void aSynonymOverADatabaseLinkIsReadByItsOwnName() throws SQLException {
        FakeOracle server = schema().answer("owner IN (?, ?)", OBJECT, List.of("READER", "FAR_ORDERS", "SYNONYM"))
                .answer("all_synonyms", SYNONYM, List.of("SALES", "ORDERS", "HQ.EXAMPLE.ORG"));
        assertEquals(
                new OracleRelation(TableName.exact("READER", "FAR_ORDERS"), OracleRows.Kind.REMOTE),
                find(server, "far_orders"));
    }

    @Test
    void aNameThatIsNoneIsToldWithThoseLikeIt() {
        FakeOracle server = schema().nothing("object_name IN")
                .nothing("UPPER(object_name)")
                .answer("SELECT DISTINCT", List.of("NAME"), List.of("ORDERS"), List.of("SALES.CUSTOMERS"));

        IngestException failure = assertThrows(IngestException.class, () -> find(server, "ordesr"));

        assertTrue(
                failure.getMessage().startsWith("Cannot read table ordesr of Oracle sales at"), failure.getMessage());
        assertTrue(failure.getMessage().contains("ORDERS"), failure.getMessage());
    }

    private static SourceColumn column(Object... row) throws SQLException {
        FakeOracle server = new FakeOracle().answer("all_tab_cols", COLUMN, Arrays.asList(row));
        return new OracleCatalog(server.session()).columns(OraclePlans.TABLE).get(0);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = ';',
            value = {
                "NUMBER;-;-;22;0;-;-;-;NUMBER;number;-;-",
                "NUMBER;-;-;22;0;-;10;2;NUMBER(10,2);number;10;2",
                "NUMBER;-;-;22;0;-;10;0;NUMBER(10);number;10;0",
                "NUMBER;-;-;22;0;-;-;0;NUMBER(*,0);number;38;0",
                "NUMBER;-;-;22;0;-;5;-2;NUMBER(5,-2);number;5;-2",
                "FLOAT;-;-;22;0;-;126;-;FLOAT(126);float;-;-",
                "DATE;-;-;7;0;-;-;-;DATE;date;0;-",
                "TIMESTAMP(3);-;-;11;0;-;-;3;TIMESTAMP(3);timestamp;3;-",
                "TIMESTAMP(9) WITH TIME ZONE;-;-;13;0;-;-;9;TIMESTAMP(9) WITH TIME ZONE;timestamp with time zone;9;-",
                "TIMESTAMP(6) WITH LOCAL TIME ZONE;-;-;11;0;-;-;6;TIMESTAMP(6) WITH LOCAL TIME ZONE;timestamp with local time zone;6;-",
                "INTERVAL DAY(2) TO SECOND(6);-;-;11;0;-;2;6;INTERVAL DAY(2) TO SECOND(6);interval day to second;-;-",
                "VARCHAR2;-;-;80;20;C;-;-;VARCHAR2(20 CHAR);varchar2;20;-",
                "VARCHAR2;-;-;80;80;B;-;-;VARCHAR2(80 BYTE);varchar2;80;-",
                "NVARCHAR2;-;-;40;20;C;-;-;NVARCHAR2(20);nvarchar2;20;-",
                "RAW;-;-;16;0;-;-;-;RAW(16);raw;16;-",
                "XMLTYPE;SYS;-;2000;0;-;-;-;XMLTYPE;xmltype;-;-",
                "XMLTYPE;READER;-;2000;0;-;-;-;XMLTYPE;object;-;-",
                "SDO_GEOMETRY;MDSYS;-;1;0;-;-;-;SDO_GEOMETRY;sdo_geometry;-;-",
                "ANYDATA;SYS;-;1;0;-;-;-;ANYDATA;object;-;-",
                "ADDRESS_T;READER;REF;50;0;-;-;-;ADDRESS_T;object;-;-"
            })
    void theDictionaryDescribesEveryType(
            String type,
            String owner,
            String modifier,
            int length,
            int characters,
            String used,
            Integer precision,
            Integer scale,
            String declared,
            String base,
            Integer digits,
            Integer places)
            throws SQLException {
        SourceColumn column =
                column("C", type, owner, modifier, length, characters, used, precision, scale, "N", "USING_NLS_COMP");
        assertEquals(
                new SourceColumn("C", declared, base, optional(digits), optional(places), Nullability.REQUIRED),
                column);
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    @Test
    void aTextWithACollationOfItsOwnIsNoCursor() throws SQLException {
        SourceColumn column = column("C", "VARCHAR2", null, null, 80, 20, "C", null, null, "Y", "BINARY_CI");
        assertEquals(Optional.empty(), OraclePlans.DIALECT.cursorType(column));
    }

    @Test
    void anAnswerWithoutColumnsIsAFaultAndNotATableOfNone() throws SQLException {
        OracleCatalog catalog =
                new OracleCatalog(new FakeOracle().nothing("all_tab_cols").session());
        assertThrows(SQLException.class, () -> catalog.columns(OraclePlans.TABLE));
    }

    @Test
    void aQueryIsDescribedWithoutBeingExecuted() throws SQLException {
        FakeOracle server = new FakeOracle()
                .answer(
                        "SELECT * FROM (SELECT",
                        List.of("ID", "N", "F", "NAME", "AT", "DAY"),
                        described(2, "NUMBER", 10, 0),
                        described(2, "NUMBER", 0, -127),
                        described(2, "NUMBER", 126, -127),
                        described(12, "VARCHAR2", 20, 0),
                        described(-101, "TIMESTAMP WITH TIME ZONE", 0, 6),
                        described(93, "DATE", 0, 0));
        Extraction query =
                new Extraction(TableName.exact("TOTALS"), Optional.of("SELECT 1 FROM dual"), Optional.empty());

        List<SourceColumn> columns = new OracleCatalog(server.session()).described(query);

        assertEquals(
                List.of("number", "number", "float", "varchar2", "timestamp with time zone", "date"),
                columns.stream().map(SourceColumn::baseType).toList());
        assertEquals(OptionalInt.of(10), columns.get(0).precision());
        assertEquals(OptionalInt.empty(), columns.get(1).precision());
        assertEquals(OptionalInt.of(6), columns.get(4).precision());
    }

    private static List<Object> described(int type, String name, int precision, int scale) {
        return List.of(type, name, precision, scale, ResultSetMetaData.columnNullable);
    }

    private static Snapshot snapshot(FakeOracle server, ScnReads choice, OracleRows.Kind kind) throws SQLException {
        return new OracleSnapshot(server.session(), choice)
                .of(new OracleRows(Extraction.of(OraclePlans.TABLE), kind, List.of()));
    }

    @Test
    void aTableIsReadAsOfANumberWhereTheUserMay() throws SQLException {
        FakeOracle first = new FakeOracle().answer("DBMS_FLASHBACK", "42").answer("AS OF SCN 42", "0");
        assertEquals(new Snapshot.Shared("42"), snapshot(first, ScnReads.AUTO, OracleRows.Kind.TABLE));

        FakeOracle second = new FakeOracle()
                .refuse("DBMS_FLASHBACK", 904)
                .answer("v$database", "43")
                .answer("AS OF SCN 43", "0");
        assertEquals(new Snapshot.Shared("43"), snapshot(second, ScnReads.AUTO, OracleRows.Kind.TABLE));
    }

    @Test
    void aTableIsReadByOneSessionWhereTheUserMayNot() throws SQLException {
        FakeOracle unseen = new FakeOracle().refuse("DBMS_FLASHBACK", 904).refuse("v$database", 942);
        assertEquals(Snapshot.ALONE, snapshot(unseen, ScnReads.AUTO, OracleRows.Kind.TABLE));

        FakeOracle denied = new FakeOracle().answer("DBMS_FLASHBACK", "42").refuse("AS OF SCN", 1031);
        assertEquals(Snapshot.ALONE, snapshot(denied, ScnReads.AUTO, OracleRows.Kind.VIEW));
        assertEquals(Snapshot.ALONE, snapshot(new FakeOracle(), ScnReads.OFF, OracleRows.Kind.TABLE));
        assertEquals(Snapshot.ALONE, snapshot(new FakeOracle(), ScnReads.AUTO, OracleRows.Kind.REMOTE));
        assertEquals(Snapshot.PER_SLICE, snapshot(new FakeOracle(), ScnReads.AUTO, OracleRows.Kind.QUERY));
    }

    @Test
    void aSessionThatBreaksWhileTheStateIsChosenIsNoMissingRight() {
        FakeOracle broken = new FakeOracle().refuse("DBMS_FLASHBACK", 3113);
        assertThrows(SQLException.class, () -> snapshot(broken, ScnReads.AUTO, OracleRows.Kind.TABLE));
    }

    @ParameterizedTest
    @CsvSource({
        "AL32UTF8, varchar2, BINARY",
        "WE8MSWIN1252, varchar2, CONVERTED",
        "UTF8, varchar2, CONVERTED",
        "AL32UTF8, nvarchar2, CONVERTED"
    })
    void textsOfAnotherEncodingAreConverted(String set, String base, TextOrder order) throws SQLException {
        OracleCatalog catalog = new OracleCatalog(
                new FakeOracle().answer("NLS_CHARACTERSET", set).session());
        assertEquals(order, catalog.textOrder(OraclePlans.column("NAME", base)));
    }

    private static FakeOracle clock() {
        return new FakeOracle()
                .answer(
                        "SYSTIMESTAMP",
                        List.of("NOW", "ZONE", "ROLE"),
                        List.of("2026-01-27T10:00:00.250000", "+02:00", "PRIMARY"));
    }

    private static Horizon horizon(FakeOracle server, SourceColumn column) throws SQLException {
        server.answer("COUNT(*)", 3L);
        OracleRows rows = new OracleRows(Extraction.of(OraclePlans.TABLE), OracleRows.Kind.TABLE, List.of(column));
        SourceQuestion question = new SourceQuestion(
                Extraction.of(OraclePlans.TABLE),
                Optional.of(column.name().toLowerCase(java.util.Locale.ROOT)),
                Duration.ofHours(1),
                Optional.empty());
        return new OracleHorizon(server.session(), OracleTargets.nowhere()).measure(question, rows);
    }

    private static Optional<String> high(Horizon horizon) {
        return horizon.high().map(Bound::value);
    }

    /** The clock of the server, in the server's zone: neither this machine's nor UTC. */
    @Test
    void aDateEndsAtTheServersOwnClock() throws SQLException {
        Horizon horizon = horizon(clock().nothing("gv$transaction"), OraclePlans.column("CHANGED", "date"));
        assertEquals(Optional.of("2026-01-27 12:00:00"), high(horizon));
        assertEquals(3, horizon.unreachable());
        assertEquals(List.of(), horizon.remarks());
    }

    @Test
    void aTimeWithAZoneEndsAtTheInstant() throws SQLException {
        SourceColumn column = OraclePlans.timestamp("SENT_AT", "timestamp with time zone", 3);
        assertEquals(
                Optional.of("2026-01-27 10:00:00.250+00:00"), high(horizon(clock().nothing("gv$transaction"), column)));
    }

    @ParameterizedTest
    @CsvSource({"600, 2026-01-27 11:50:00, 0", "7200, 2026-01-27 11:00:00, 1"})
    void anOpenTransactionHoldsTheHorizonBackAsFarAsTheWindow(long seconds, String high, int remarks)
            throws SQLException {
        FakeOracle server = clock().answer(
                        "gv$transaction",
                        List.of("SECONDS", "WHO", "USER", "PROGRAM"),
                        List.of(seconds, "17,4711", "ERP", "sqlplus"));
        Horizon horizon = horizon(server, OraclePlans.column("CHANGED", "date"));
        assertEquals(Optional.of(high), high(horizon));
        assertEquals(remarks, horizon.remarks().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {942, 1031})
    void whereTransactionsAreHiddenTheHorizonStaysAtTheFloorAndSaysSo(int code) throws SQLException {
        Horizon horizon = horizon(clock().refuse("gv$transaction", code), OraclePlans.column("CHANGED", "date"));
        assertEquals(Optional.of("2026-01-27 11:00:00"), high(horizon));
        assertTrue(
                horizon.remarks().get(0).sentence().contains("GRANT SELECT ON sys.gv_$transaction TO reader"),
                horizon.remarks().toString());
    }

    @Test
    void aNumberEndsAtTheHighestValue() throws SQLException {
        FakeOracle server = new FakeOracle().answer("MAX(\"ID\")", "4711");
        assertEquals(Optional.of("4711"), high(horizon(server, OraclePlans.number("ID", 18, 0))));
    }
}
