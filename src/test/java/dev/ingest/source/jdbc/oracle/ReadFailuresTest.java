package dev.ingest.source.jdbc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read when a question or a read fails. */
class ReadFailuresTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "942|READ|STAYS|GRANT SELECT ON SALES.ORDERS TO reader",
                "1031|READ|STAYS|GRANT SELECT ON SALES.ORDERS TO reader",
                "4063|READ|STAYS|ask its owner to compile it",
                "904|CONFIG|STAYS|Correct the cell where, the query, or the view",
                "1722|CONFIG|STAYS|does not hold for every row",
                "1476|CONFIG|STAYS|does not hold for every row",
                "1555|READ|PASSES|a longer undo_retention, or read less at once: load_window for an incremental job, slices",
                "8181|READ|PASSES|scn_reads = \"off\"",
                "1466|READ|PASSES|another session truncated, altered or replaced it",
                "8103|READ|PASSES|another session truncated, altered or replaced it",
                "30036|READ|PASSES|the undo space is full",
                "1652|READ|PASSES|the space for sorting is full",
                "54|READ|PASSES|another session holds a lock",
                "4021|READ|PASSES|another session holds a lock",
                "1013|READ|STAYS|the reading was cancelled",
                "2019|READ|STAYS|behind a database link",
                "12154|READ|STAYS|behind a database link",
                "17056|READ|STAYS|does not know the database's character set",
                "3113|READ|PASSES|the connection was lost",
                "17002|READ|PASSES|the connection was lost",
                "600|READ|STAYS|Ask the database's administrator"
            })
    void whatTheServerSaysIsToldInOneLineWithTheWayOut(int code, String kind, Outlook outlook, String words) {
        IngestException failure =
                new ReadFailures(OracleTargets.nowhere()).explain("SALES.ORDERS", FakeOracle.error(code));

        assertTrue(
                failure.getMessage()
                        .startsWith("Cannot read table SALES.ORDERS of Oracle sales at db.example.org:1521: "),
                failure.getMessage());
        assertTrue(failure.getMessage().contains(words), failure.getMessage());
        assertEquals(1, failure.getMessage().lines().count());
        assertEquals(kind, failure.kind().name());
        assertEquals(outlook, failure.outlook());
    }
}
