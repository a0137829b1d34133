package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Tree;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ingest check} tells before the night what would fail in it. */
class CheckIT {
    private static final TestPostgres DATABASE = TestPostgres.database();

    @TempDir
    Path folder;

    @BeforeAll
    static void createTables() {
        DATABASE.run(
                "CREATE TABLE orders (id int PRIMARY KEY, updated_at timestamptz)",
                "CREATE TABLE secret (id int)",
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.items (id int)",
                "GRANT USAGE ON SCHEMA sales TO PUBLIC",
                "GRANT SELECT ON orders, sales.items TO PUBLIC");
        DATABASE.demandPassword("checker", "right");
    }

    private Workspace workspace() {
        return Workspace.of(folder, DATABASE);
    }

    private void secrets(String source) {
        Workspace.at(folder)
                .secrets("[sources.shop]\n" + source + "\n[destination.filesystem]\nbucket_url = \"lake\"\n");
    }

    private String keys(String host, int port, String database, String user, String password) {
        return """
                host = "%s"
                port = %d
                database = "%s"
                username = "%s"
                password = "%s"
                """.formatted(host, port, database, user, password);
    }

    private JarProcess check(String... more) {
        return InProcess.run(Stream.concat(Stream.of("check", "--home", folder.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private static void assertFailed(JarProcess check, String... lines) {
        assertEquals(1, check.exitCode(), check.output());
        assertLinesMatch(List.of(lines), check.output().lines().toList(), check.output());
        assertFalse(check.output().contains("wr0ng"), check.output());
    }

    @Test
    void everyPlaceThatARunGoesToAnswersInALine() {
        workspace()
                .incremental("orders", "updated_at")
                .incremental("sales.items", "id")
                .save();
        List<String> before = Tree.names(folder);

        JarProcess check = Jar.quick().run("check", "--home", folder.toString());

        assertEquals(0, check.exitCode(), check.output());
        assertLinesMatch(
                List.of(
                        "OK      shop  PostgreSQL \\d+.*, user postgres, not encrypted, clock .*, open transactions are seen",
                        "OK      shop\\.orders  may be read, 2 columns, up to \\d{4}-\\d\\d-\\d\\d .*",
                        "OK      shop\\.sales\\.items  may be read, 1 column",
                        "OK      destination  local folder as .*: a file was created, listed, read, renamed and deleted in shop",
                        "Check: 4 answers, all OK\\."),
                check.output().lines().toList());
        assertEquals(
                before,
                Tree.names(folder).stream()
                        .filter(name -> !name.startsWith("lake"))
                        .toList());
        assertEquals(List.of(), Tree.files(folder.resolve("lake")));
    }

    @Test
    void aTableThatMayNotBeReadOrIsElsewhereFailsAloneWithTheWayOut() {
        secrets(keys(DATABASE.host(), DATABASE.port(), DATABASE.name(), "checker", "right"));
        Workspace.at(folder).full("orders").full("secret").full("items").save();

        assertFailed(
                check(),
                "OK      shop  PostgreSQL .*, user checker, .*, open transactions of others are not seen",
                "        .* does not show checker the open transactions of other users\\. GRANT pg_read_all_stats TO checker"
                        + " lets them be seen\\.",
                "        The TimeZone that .* cannot be seen by checker: .* Set watermark_time_zone to be sure\\.",
                "OK      shop\\.orders  may be read, 2 columns",
                "FAILED  shop\\.secret  .*permission denied for table secret\\. Ask the owner for GRANT SELECT ON secret TO checker.*",
                "FAILED  shop\\.items  Cannot read table items of .*Near matches: .*sales\\.items\\..*",
                "OK      destination  .*",
                "Check: 2 of 5 answers FAILED\\.");
    }

    @Test
    void aRefusedLoginIsTriedOnceAndItsTablesAreNotAskedFor() {
        secrets(keys(DATABASE.host(), DATABASE.port(), DATABASE.name(), "checker", "wr0ng"));
        Workspace.at(folder).full("orders").full("sales.items").save();

        assertFailed(
                check(),
                "FAILED  shop  Cannot connect .*checker.*",
                "OK      destination  .*",
                "Check: 1 of 2 answers FAILED\\.");
    }

    @Test
    void whatStandsBetweenIsNamed() throws IOException {
        Workspace.at(folder).full("orders").save();
        secrets(keys(DATABASE.host(), DATABASE.port(), "nowhere", "postgres", "x"));
        assertFailed(check(), "FAILED  shop  Cannot connect .*nowhere.*", "OK .*", "Check: .*");
        secrets(keys(DATABASE.host(), DATABASE.port(), DATABASE.name(), "postgres", "x")
                + "query.sslmode = 'require'\n");
        assertFailed(check(), "FAILED  shop  Cannot connect .*(TLS|SSL|encr).*", "OK .*", "Check: .*");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            secrets(keys("localhost", silent.getLocalPort(), "d", "postgres", "x") + "connect_timeout = '2s'\n");
            assertFailed(check(), "FAILED  shop  Cannot connect .*2 s.*", "OK .*", "Check: .*");
        }
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            secrets(keys("localhost", closed.getLocalPort(), "d", "postgres", "x"));
        }
        assertFailed(check(), "FAILED  shop  Cannot connect .*", "OK .*", "Check: .*");
    }

    @Test
    void aSourceThatIsNotThereIsNamedBeforeAnybodyIsAsked() {
        workspace().full("orders").save();

        JarProcess check = check("shpo");

        assertEquals(2, check.exitCode());
        assertTrue(
                check.output()
                        .contains("Cannot find the source shpo: neither the workbook nor the settings have one of that"
                                + " name. Did you mean 'shop'?"),
                check.output());
    }

    @Test
    void whereNoRowIsEnabledASourceMustBeNamed() {
        workspace().full("orders").with(JobColumn.ENABLED, "N").save();

        JarProcess check = check();

        assertEquals(2, check.exitCode());
        assertEquals(
                List.of(
                        "Cannot tell what to check: no row of the workbook is enabled. Name the sources, as check shop."),
                check.output().lines().toList());
        assertEquals(0, check("shop").exitCode());
    }

    @Test
    void aSourceWithoutAJobIsCheckedByItsNameAndItsDriver() {
        workspace().full("orders").save();
        Workspace.at(folder)
                .settings("[sources.other]\ncredentials = 'postgresql://postgres:x@" + DATABASE.host() + ":"
                        + DATABASE.port() + "/" + DATABASE.name() + "'");

        JarProcess check = check("other");

        assertEquals(0, check.exitCode(), check.output());
        assertLinesMatch(
                List.of(
                        "OK      other  PostgreSQL .*",
                        "OK      destination  local folder as .*: a file was created, listed, read, renamed and deleted in other",
                        "Check: 2 answers, all OK\\."),
                check.output().lines().toList());
    }

    @Test
    void aDestinationThatCannotBeWrittenAndAFaultyRowFail() throws IOException {
        workspace()
                .incremental("orders", "updated_at")
                .incremental("sales.items", "")
                .save();
        Files.writeString(folder.resolve("lake"), "a file where the lake should be");
        Files.createFile(folder.resolve("config").resolve("~$ingestion_config.xlsx"));

        assertFailed(
                check(),
                "warning: .* is open .*",
                "OK      shop  .*",
                "OK      shop\\.orders  .*",
                "FAILED  shop\\.sales\\.items  Cannot run shop\\.sales\\.items: jobs!.*watermark_column.*",
                "FAILED  destination  Cannot .*lake.*",
                "        local folder as .* may do in shop/_ingest of .*: list\\.",
                "Check: 2 of 4 answers FAILED\\.");
    }
}
