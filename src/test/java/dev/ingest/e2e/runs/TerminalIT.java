package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.Await;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.Pty;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that people look at, on real pseudo terminals. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "script of util-linux makes the terminals")
class TerminalIT {
    private static final String ESCAPE = "\u001b[";

    @TempDir
    Path folder;

    private TestPostgres database;
    private Workspace workspace;

    @BeforeEach
    void fill() {
        Pty.require();
        database = TestPostgres.database();
        database.run(
                "CREATE TABLE small AS SELECT 1 AS id",
                "CREATE VIEW endless AS SELECT generate_series(1::bigint, 1000000000000) AS id");
        workspace = Workspace.of(folder.resolve("home"), database).full("small").full("endless");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            20  | 'shop\\.endless(  [\\d,]+ rows)?'
            72  | 2 of 2  shop\\.endless  [\\d,]+ rows  [\\d,]+ rows/s  .*\\d:\\d\\d
            120 | 2 of 2  shop\\.endless  [\\d,]+ rows  [\\d,]+ rows/s  [\\d.,]+ .B  \\d:\\d\\d
            200 | 2 of 2  shop\\.endless  [\\d,]+ rows  [\\d,]+ rows/s  [\\d.,]+ .B  \\d:\\d\\d
            """)
    void aLineThatRewritesItselfStandsBelowTheLogAndGoesWithTheRun(int columns, String progress) throws Exception {
        workspace.save();
        try (Pty terminal = started(columns, Map.of())) {
            terminal.await(progress);
            long lines = terminal.shown().stream()
                    .filter(line -> line.matches(progress))
                    .count();
            assertEquals(1, lines, terminal.written());

            terminal.interrupt();
            assertEquals(130, terminal.end(), terminal.written());
            String all = String.join("", terminal.shown());
            assertTrue(all.contains("Stopping: waiting for shop.endless, which is cancelled"), all);
            assertTrue(terminal.written().contains("1 of 2 jobs succeeded"), terminal.written());
        }
    }

    @Test
    void jobsSideBySideHaveALineEachAndNoLogLineIsTorn() throws Exception {
        database.run("CREATE VIEW other AS SELECT * FROM endless");
        workspace.full("other").settings("[runtime]\nparallel_jobs = 3\n").save();
        try (Pty terminal = started(120, Map.of())) {
            terminal.await(".*\\| shop\\.small \\|   Partition: .*");
            terminal.await("\\d of 3  shop\\.endless  [\\d,]+ rows .*");
            terminal.await("\\d of 3  shop\\.other  [\\d,]+ rows .*");
            List<String> shown =
                    terminal.shown().stream().filter(line -> !line.isEmpty()).toList();
            List<String> foot = shown.subList(shown.size() - 2, shown.size());
            assertTrue(foot.stream().allMatch(line -> line.matches("\\d of 3  shop\\..*")), shown.toString());
            assertTrue(
                    shown.stream()
                            .anyMatch(line -> line.endsWith("| shop.small | [SUCCESS] Job completed successfully")),
                    shown.toString());
            terminal.interrupt();
            assertEquals(130, terminal.end(), terminal.written());
        }
    }

    @Test
    void failuresAreRedAndWarningsYellowUnlessNobodyWantsColours() throws Exception {
        Workspace failing =
                Workspace.of(folder.resolve("failing"), database).full("absent").save();
        String red = ESCAPE + "31m";
        for (Map<String, String> environment : List.of(Map.<String, String>of(), Map.of("NO_COLOR", "1"))) {
            try (Pty terminal = Pty.start(folder, 200, environment, Jar.quick().command(failing.arguments()))) {
                assertEquals(1, terminal.end(), terminal.written());
                assertTrue(terminal.written().contains("[FAILED] shop.absent"), terminal.written());
                assertEquals(environment.isEmpty(), terminal.written().contains(red), terminal.written());
            }
        }
        assertFalse(failing.log().contains(ESCAPE), failing.log());
    }

    @Test
    void aDumbTerminalGetsNoSuchLine() throws Exception {
        workspace.save();
        try (Pty terminal = started(120, Map.of("TERM", "dumb"))) {
            terminal.await(".*Starting job: shop\\.endless");
            terminal.interrupt();
            assertEquals(130, terminal.end(), terminal.written());
            assertFalse(terminal.written().contains(ESCAPE), terminal.written());
        }
    }

    @Test
    void quietPeopleGetNoSuchLine() throws Exception {
        workspace.save();
        try (Pty terminal = started(120, Map.of(), "--quiet")) {
            awaitLog("Starting job: shop.endless");
            terminal.interrupt();
            assertEquals(130, terminal.end(), terminal.written());
            assertFalse(terminal.written().contains("2 of 2"), terminal.written());
        }
    }

    /** Log lines are in UTF-8 whatever the console; one that knows less shows the rest. */
    @Test
    void aConsoleThatKnowsNoUtf8ShowsTheLineAllTheSame() throws Exception {
        workspace.save();
        try (Pty terminal = started(120, Map.of("LC_ALL", "C"))) {
            terminal.await("2 of 2  shop\\.endless  [\\d,]+ rows .*");
            terminal.interrupt();
            assertEquals(130, terminal.end(), terminal.written());
        }
    }

    private void awaitLog(String text) {
        Await.until(text, () -> workspace.log().contains(text));
    }

    private Pty started(int columns, Map<String, String> environment, String... options) throws IOException {
        return Pty.start(folder, columns, environment, Jar.quick().command(workspace.arguments(options)));
    }
}
