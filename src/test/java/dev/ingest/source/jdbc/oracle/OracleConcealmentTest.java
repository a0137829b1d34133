package dev.ingest.source.jdbc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.job.Extraction;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourcePlans;
import dev.ingest.source.jdbc.MaskedColumns;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import org.junit.jupiter.api.Test;

/** What the dictionary says of rows and values that a reader is not shown, of tables that changed, and of those who hold them. */
class OracleConcealmentTest {
    private static OracleRows rows(OracleRows.Kind kind) {
        return new OracleRows(Extraction.of(OraclePlans.TABLE), kind, List.of());
    }

    private static void assertParsed(FakeOracle server) throws JSQLParserException {
        for (String sql : server.asked()) {
            CCJSqlParserUtil.parse(sql);
        }
    }

    @Test
    void policiesOfATableAndOfWhatAViewReadsAreFound() throws SQLException, JSQLParserException {
        FakeOracle server = new FakeOracle().answer("all_policies", "SALES.ORDERS OWN_ROWS");
        assertEquals(
                List.of("SALES.ORDERS OWN_ROWS"),
                new OracleConcealment(server.session()).policies(rows(OracleRows.Kind.VIEW)));
        assertEquals(
                List.of("SALES", "ORDERS", "SALES", "ORDERS"),
                server.parameters().get(0));
        assertParsed(server);
    }

    @Test
    void redactionIsFoundWhereTheDictionaryShowsIt() throws SQLException, JSQLParserException {
        FakeOracle server = new FakeOracle().answer("redaction_columns", "EMAIL");
        assertEquals(List.of("EMAIL"), new OracleConcealment(server.session()).redacted(rows(OracleRows.Kind.TABLE)));
        assertParsed(server);

        FakeOracle unseen = new FakeOracle().refuse("redaction_columns", 942);
        assertEquals(List.of(), new OracleConcealment(unseen.session()).redacted(rows(OracleRows.Kind.TABLE)));
        FakeOracle broken = new FakeOracle().refuse("redaction_columns", 3113);
        assertThrows(
                SQLException.class,
                () -> new OracleConcealment(broken.session()).redacted(rows(OracleRows.Kind.TABLE)));
    }

    @Test
    void ofAQueryTheDictionaryIsAskedNothing() throws SQLException {
        OracleConcealment concealment = new OracleConcealment(new FakeOracle().session());
        assertEquals(List.of(), concealment.policies(rows(OracleRows.Kind.QUERY)));
        assertEquals(List.of(), concealment.redacted(rows(OracleRows.Kind.QUERY)));
        assertFalse(OracleGuard.of(new FakeOracle().session(), rows(OracleRows.Kind.QUERY))
                .isWatching());
    }

    @Test
    void aRedactedColumnIsRefused() {
        SourceColumn redacted = MaskedColumns.mark(List.of(OraclePlans.column("EMAIL", "varchar2")), Set.of("EMAIL"))
                .get(0);
        IngestException refused =
                assertThrows(IngestException.class, () -> OraclePlans.DIALECT.reading(redacted, SourcePlans.options()));
        assertTrue(
                refused.getMessage()
                        .endsWith("Ask for GRANT EXEMPT REDACTION POLICY, or leave it out with -EMAIL in the cell"
                                + " columns."),
                refused.getMessage());
    }

    private static FakeOracle objects(String... state) {
        return new FakeOracle()
                .answer(
                        "all_objects",
                        List.of("STATE"),
                        Arrays.stream(state).map(List::of).toArray(List<?>[]::new));
    }

    @Test
    void aTableWithAnotherSegmentIsAnotherTableAndOneWithMorePartsIsNot() throws SQLException, JSQLParserException {
        FakeOracle before = objects("TABLE  7  ", "TABLE PARTITION P1 8 80 2026-01-01");
        OracleGuard guard = OracleGuard.of(before.session(), rows(OracleRows.Kind.TABLE));

        assertTrue(guard.isWatching());
        assertParsed(before);
        assertFalse(guard.isBroken(
                objects("TABLE  7  ", "TABLE PARTITION P1 8 80 2026-01-01", "TABLE PARTITION P2 9 81 2026-01-02")
                        .session()));
        assertTrue(
                guard.isBroken(objects("TABLE  7  ", "TABLE PARTITION P1 8 82 2026-01-01")
                        .session()),
                "TRUNCATE");
        assertTrue(guard.isBroken(objects().session()), "DROP");
    }

    @Test
    void whoHoldsWhatIsWaitedForIsNamedWithTheOneBehind() throws SQLException, JSQLParserException {
        FakeOracle server = new FakeOracle()
                .answer(
                        "gv$session",
                        List.of("EVENT", "HOLDER", "USER", "PROGRAM", "LAST", "LAST_USER", "LAST_PROGRAM"),
                        List.of("library cache lock", "5,6", "ERP", "sqlplus", "8,9", "DBA", "toad"));
        assertEquals(
                Optional.of(
                        "'library cache lock': session 5,6 (user ERP, program 'sqlplus'), behind session 8,9 (user DBA,"
                                + " program 'toad')"),
                new OracleWaits(server.session()).describe(List.of("17,4711", "18,1")));
        assertEquals(List.of("17,4711", "18,1"), server.parameters().get(0));
        assertParsed(server);

        FakeOracle free = new FakeOracle().nothing("gv$session");
        assertEquals(Optional.empty(), new OracleWaits(free.session()).describe(List.of("17,4711")));
        assertEquals("17,4711", free.session().number());
    }
}
