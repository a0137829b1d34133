package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Tree;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever does what operating.md says has a login that reads, answers in the morning, and a home that may be tidied. */
class OperatingGuideIT {
    private static final String PAGE = Workspace.read(Path.of("src", "site", "markdown", "operating.md"));
    private static final Pattern TYPED = Pattern.compile("(?m)^\\./ingest\\.sh (.+)$");
    private static final Pattern IN_PASSING =
            Pattern.compile("`(?:ingest|\\./ingest\\.sh) ([a-z]+(?: (?:set|reset|install|show))?)");

    @TempDir
    Path home;

    private Workspace workspace(TestPostgres database, String reader) {
        return Workspace.at(home)
                .secrets("""
                        [sources.shop]
                        host = "%s"
                        port = %d
                        database = "%s"
                        username = "%s"
                        password = "not asked for"

                        [destination.filesystem]
                        bucket_url = "lake"
                        """.formatted(database.host(), database.port(), database.name(), reader))
                .full("sales.orders")
                .incremental("sales.events", "updated_at");
    }

    /** A schema whose login has the rights that the page names for PostgreSQL, and no other. */
    private Workspace granted() {
        TestPostgres database = TestPostgres.database();
        String reader = "operated_" + database.name().replaceAll("\\W", "_");
        database.run(
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.orders AS SELECT i AS id FROM generate_series(1, 10) i",
                "CREATE TABLE sales.events AS SELECT now() - INTERVAL '1 day' AS updated_at");
        Matcher block =
                Pattern.compile("-- PostgreSQL\n(.*?)```", Pattern.DOTALL).matcher(PAGE);
        assertTrue(block.find());
        database.run(block.group(1)
                .replace("shop", "\"" + database.name() + "\"")
                .replace("reader", reader)
                .split(";\n", -1));
        database.run("CREATE TABLE sales.later AS SELECT 1 AS id");
        return workspace(database, reader).full("sales.later").save();
    }

    private JarProcess ingest(String... words) {
        List<String> command = new ArrayList<>(List.of("--home", home.toString()));
        command.addAll(List.of(words));
        return InProcess.run(command.toArray(String[]::new));
    }

    @Test
    void theRightsOfThePageAreEnough() {
        Workspace workspace = granted();
        JarProcess check = ingest("check");
        assertEquals(0, check.exitCode(), check.output());
        assertFalse(check.output().contains("GRANT"), "no right is asked for: " + check.output());
        JarProcess run = ingest("run");
        assertEquals(0, run.exitCode(), run.output());
        assertEquals(3, workspace.audit().size());
    }

    @Test
    void everyCommandOfThePageAnswers() {
        granted();
        assertEquals(0, ingest("run").exitCode());
        List<String> commands =
                TYPED.matcher(PAGE).results().map(found -> found.group(1)).toList();
        assertEquals(List.of("check", "state", "loads", "run --failed", "tidy --dry-run"), commands);
        for (String command : commands) {
            JarProcess said = ingest(command.split(" ", -1));
            assertEquals(0, said.exitCode(), said.output());
        }
        Set<String> named = new TreeSet<>();
        IN_PASSING
                .matcher(PAGE)
                .results()
                .map((MatchResult found) -> found.group(1))
                .forEach(named::add);
        assertTrue(named.contains("state set") && named.contains("schedule install"), named.toString());
        for (String command : named) {
            assertEquals(0, InProcess.run((command + " --help").split(" ", -1)).exitCode(), command);
        }
    }

    @Test
    void whatThePageSaysMayBeDeletedIsNotMissed() throws IOException {
        Workspace workspace = granted();
        assertEquals(0, ingest("run").exitCode());
        String watermark = workspace.watermark(2);
        for (String folder : List.of("logs", "metadata/tokens", "tmp")) {
            delete(home.resolve(folder));
        }
        for (Path file : Tree.files(home.resolve("metadata"))) {
            if (file.getFileName().toString().startsWith("audit_")) {
                Files.delete(file);
            }
        }
        JarProcess again = ingest("run");
        assertEquals(0, again.exitCode(), again.output());
        assertEquals(watermark, workspace.watermark(2));
        assertEquals(0, workspace.audit("shop.sales.events").get(0).rows(), "nothing lands twice");
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
