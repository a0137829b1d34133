package dev.ingest.source.jdbc.sqlserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.Nullability;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.Extraction;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.source.Connector;
import dev.ingest.source.LandedText;
import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourcePlans;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.MaskedColumns;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.junit.jupiter.api.Test;

/** Rows and values that the server keeps from the reader are neither missed nor landed in silence. */
class ConcealedDataTest {
    private static final TableName TABLE = TableName.exact("sales", "orders");
    private static final List<String> ORIGIN =
            List.of("NAME", "IS_HIDDEN", "SOURCE_SCHEMA", "SOURCE_TABLE", "SOURCE_COLUMN");

    private static SourceColumn column(String name) {
        return new SourceColumn(
                name, "nvarchar(50)", "nvarchar", OptionalInt.empty(), OptionalInt.empty(), Nullability.NULLABLE);
    }

    private static SqlServerRows table() {
        return new SqlServerRows(
                Extraction.of(TABLE),
                Optional.of(new SqlServerRelation(7, TABLE, SqlServerRelation.Kind.TABLE, "")),
                List.of(column("id"), column("email")));
    }

    private static FakeSqlServer concealing(Object... kindsAndNames) {
        FakeSqlServer server = new FakeSqlServer();
        List<?>[] rows = new List<?>[kindsAndNames.length / 2];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = List.of(kindsAndNames[2 * i], kindsAndNames[2 * i + 1]);
        }
        return server.answer("masked_columns", List.of("KIND", "NAME"), rows);
    }

    @Test
    void aTablesPoliciesAndMasksAreFoundInOneQuestion() throws SQLException, JSQLParserException {
        FakeSqlServer server = concealing(1, "sales.own_rows", 2, "email");

        ConcealedData concealed = ConcealedData.of(server.session(), table());

        assertEquals(new ConcealedData(Set.of("sales.own_rows"), Set.of("email")), concealed);
        assertEquals(1, server.asked().size());
        assertEquals(
                List.of("[sales].[orders]", "[sales].[orders]", "[sales].[orders]"),
                server.parameters().get(0));
        CCJSqlParserUtil.parse(server.asked().get(0), parser -> parser.withSquareBracketQuotation(true));
    }

    @Test
    void aViewsColumnIsMaskedWhereTheOneThatItShowsIs() throws SQLException {
        FakeSqlServer server = concealing(2, "email")
                .answer(
                        "sp_describe_first_result_set",
                        ORIGIN,
                        List.of("mail", false, "crm", "people", "email"),
                        List.of("key", true, "crm", "people", "email"),
                        Arrays.asList("total", false, null, null, null));
        SqlServerRows query = new SqlServerRows(
                new Extraction(TABLE, Optional.of("SELECT 1 AS mail"), Optional.empty()),
                Optional.empty(),
                List.of(column("mail"), column("total")));

        assertEquals(Set.of("mail"), ConcealedData.of(server.session(), query).masked());
        assertEquals("[crm].[people]", server.parameters().get(1).get(0));
    }

    @Test
    void aServerThatKnowsNothingOfTheKindConcealsNothing() throws SQLException {
        FakeSqlServer old = new FakeSqlServer().refuse("masked_columns", FakeSqlServer.NO_OBJECT);
        assertEquals(new ConcealedData(Set.of(), Set.of()), ConcealedData.of(old.session(), table()));
    }

    @Test
    void aMaskedColumnIsRefusedAndSoIsEveryTypeDemandedForIt() {
        SourceColumn masked =
                MaskedColumns.mark(List.of(column("email")), Set.of("email")).get(0);
        IngestException refused = assertThrows(
                IngestException.class, () -> new SqlServerDialect().reading(masked, SourcePlans.options()));

        assertEquals(
                "Cannot read column email (nvarchar(50)): the server shows this user masks in the place of its values. Ask"
                        + " for GRANT UNMASK, or leave it out with -email in the cell columns.",
                refused.getMessage());
        assertEquals(Optional.empty(), new SqlServerDialect().cursorType(masked));
    }

    private static FakeSqlServer pages(String state) {
        return new FakeSqlServer().answer("allocation_units", state);
    }

    @Test
    void aTableWithOtherPagesIsAnotherTable() throws SQLException {
        SchemaGuard guard = SchemaGuard.of(pages("7 2026-01-27 100").session(), Extraction.of(TABLE));

        assertFalse(guard.isBroken(pages("7 2026-01-27 100").session()));
        assertTrue(guard.isBroken(pages("7 2026-01-27 101").session()), "TRUNCATE");
        assertTrue(
                guard.isBroken(new FakeSqlServer().nothing("allocation_units").session()), "DROP");
    }

    @Test
    void whereNoPagesAreShownTheObjectAloneIsHeldAgainstWhatItWas() throws SQLException {
        FakeSqlServer before = new FakeSqlServer()
                .refuse("allocation_units", FakeSqlServer.NO_OBJECT)
                .answer("modify_date", "7 2026-01-27");
        SchemaGuard guard = SchemaGuard.of(before.session(), Extraction.of(TABLE));

        assertFalse(guard.isBroken(
                new FakeSqlServer().answer("modify_date", "7 2026-01-27").session()));
        assertTrue(guard.isBroken(
                new FakeSqlServer().answer("modify_date", "7 2026-01-28").session()));
    }

    private static List<List<String>> landed(Connector connector, TableName table) {
        try (Source source = connector.session()) {
            SourceDescription description = source.describe(SourcePlans.question(table, Optional.empty()));
            SourcePlans plans = new SourcePlans(DatabaseKind.MSSQL, connector.rules());
            return LandedText.rows(
                    source, plans.full(description, SourcePlans.options()).reading(), Slice.WHOLE);
        }
    }

    @Test
    void policiesOfARealServerFailTheJobUnlessTheyAreMeant() {
        TestSqlServer database = TestSqlServer.database();
        database.needsSqlServer();
        database.run(
                "CREATE TABLE orders (id int, seller sysname)",
                "INSERT INTO orders VALUES (1, 'me'), (2, 'another')",
                "CREATE FUNCTION dbo.mine(@seller sysname) RETURNS TABLE WITH SCHEMABINDING AS RETURN SELECT 1 AS one"
                        + " WHERE @seller = 'me'",
                "CREATE SECURITY POLICY dbo.own ADD FILTER PREDICATE dbo.mine(seller) ON dbo.orders WITH (STATE = ON)",
                "CREATE VIEW seen AS SELECT id, seller FROM orders");
        JdbcTarget target = database.target();
        for (String table : List.of("orders", "seen")) {
            try (Connector connector = new SqlServerConnector(target)) {
                IngestException failure =
                        assertThrows(IngestException.class, () -> landed(connector, TableName.exact(table)));
                assertEquals(FailureKind.CONFIG, failure.kind());
                assertTrue(
                        failure.getMessage().contains("security policies (dbo.own) decide which rows"),
                        failure.getMessage());
            }
        }
        JdbcTarget filtering = new JdbcTarget(
                target.section(),
                target.kind(),
                target.host(),
                target.port(),
                target.database(),
                target.login(),
                target.parameters(),
                target.connectTimeout(),
                RowSecurity.FILTER);
        try (Connector connector = new SqlServerConnector(filtering)) {
            assertEquals(1, landed(connector, TableName.exact("orders")).size());
        }
    }

    @Test
    void aTableThatIsTruncatedBetweenTwoSlicesOfARealServerFailsTheSecond() {
        TestSqlServer database = TestSqlServer.database();
        database.needsSqlServer();
        assertChangedBetweenSlices(database, "TRUNCATE TABLE sliced");
    }

    @Test
    void aTableThatIsReplacedBetweenTwoSlicesFailsTheSecond() {
        assertChangedBetweenSlices(
                TestSqlServer.database(),
                "DROP TABLE sliced; CREATE TABLE sliced (id int); INSERT INTO sliced VALUES (2)");
    }

    private static Slice slice(int id) {
        return new Slice(id - 1, Optional.empty(), Optional.of("id = " + id));
    }

    private static void assertChangedBetweenSlices(TestSqlServer database, String change) {
        database.run("CREATE TABLE sliced (id int)", "INSERT INTO sliced VALUES (1), (2)");
        try (Connector connector = database.connector();
                Source source = connector.session()) {
            SourceDescription description =
                    source.describe(SourcePlans.question(TableName.exact("sliced"), Optional.empty()));
            SourcePlans plans = new SourcePlans(DatabaseKind.MSSQL, connector.rules());
            Reading reading = plans.full(description, SourcePlans.options()).reading();
            assertEquals(1, LandedText.rows(source, reading, slice(1)).size());
            source.release();
            database.run(change);

            IngestException failure =
                    assertThrows(IngestException.class, () -> LandedText.rows(source, reading, slice(2)));
            assertTrue(failure.getMessage().contains("truncated, altered or replaced"), failure.getMessage());
        }
    }
}
