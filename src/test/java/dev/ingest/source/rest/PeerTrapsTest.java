package dev.ingest.source.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.job.JobStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What peers lose with success (the page on REST APIs shows it) is right here, or the job fails and nothing lands. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeerTrapsTest {
    private final PeerTraps traps = new PeerTraps();
    private Workspace workspace;
    private String output;

    @BeforeAll
    void read(@TempDir Path home) {
        workspace = Workspace.ofApi(home, """
                base_url = "%s"
                data_selector = "data"
                paginator = "page_number"
                auth = { type = "bearer", token = "%s" }
                tables.capped.paginator = { type = "offset", limit = 1000 }
                tables.total.paginator = { type = "offset", limit = 10 }
                tables.elsewhere.paginator = "json_link"
                tables.repeating.paginator = "json_link"
                tables.digits.paginator = "single_page"
                tables.twice.paginator = "single_page"
                """.formatted(traps.address(), PeerTraps.TOKEN));
        List.of("capped", "short", "error", "html", "object", "total", "elsewhere", "repeating", "digits", "twice")
                .forEach(workspace::full);
        output = workspace.save().call().output();
    }

    @AfterAll
    void stop() {
        traps.close();
    }

    @ParameterizedTest
    @CsvSource({"capped, 1700", "short, 44"})
    void aShortPageIsNotTheLast(String api, int rows) throws SQLException {
        assertEquals(JobStatus.SUCCESS, audit(api).status(), output);
        assertEquals(
                List.of(List.of(Integer.toString(rows), Integer.toString(rows))),
                LandedRows.query("SELECT count(*), count(DISTINCT id) FROM " + LandedRows.files(workspace.table(api))));
    }

    @Test
    void aNumberKeepsItsDigits() throws SQLException {
        assertEquals(JobStatus.SUCCESS, audit("digits").status(), output);
        assertEquals(
                List.of("12345678901234567890123456789"),
                LandedRows.values("SELECT rtrim(rtrim(CAST(amount AS varchar), '0'), '.') FROM "
                        + LandedRows.files(workspace.table("digits"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "error | page 3 of GET {address}/error?page=2 has nothing at data",
                "html | {address}/html?page=2: the API answered 200: '<html><body>Sign in</body></html>' (text/html)",
                "object | page 3 of GET {address}/object?page=2 has one object at data",
                "total | the API names a total of 50 at total and sent 30",
                "elsewhere | the API leads to",
                "repeating | page 2, GET {address}/repeating?page=1: it has the very records of a page before it",
                "twice | page 1 of GET {address}/twice cannot be read: a record has the field 'amount' twice",
            })
    void whatIsNotWholeFailsAndNothingOfItLands(String api, String said) {
        assertEquals(JobStatus.FAILED, audit(api).status(), output);
        assertTrue(
                audit(api).error().contains(said.replace("{address}", traps.address())),
                audit(api).error());
        assertFalse(Files.exists(workspace.table(api)), "nothing lands");
    }

    @Test
    void theTokenStaysAtItsOrigin() {
        assertEquals(0, traps.stolen());
        assertFalse(workspace.written().contains(PeerTraps.TOKEN), "no log shows it");
    }

    @Test
    void aPageThatRepeatsIsAskedForNoMoreThanAFewTimes() {
        assertTrue(traps.requests("/repeating") <= 4, traps.requests("/repeating") + " requests");
    }

    private AuditLine audit(String api) {
        return workspace.audit(Workspace.SOURCE + "." + api).get(0);
    }
}
