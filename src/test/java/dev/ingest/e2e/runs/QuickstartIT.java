package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever types what QUICKSTART.md says has tables in the lake. */
class QuickstartIT {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+) \\|$");
    private static final Pattern COMMAND = Pattern.compile("(?m)^java -jar target/ingest\\.jar (.+)$");
    private static final String PAGE = Workspace.read(Path.of("QUICKSTART.md"));

    @TempDir
    Path home;

    /** The first block of the language that the page has. */
    private static String block(String language) {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(PAGE);
        assertTrue(block.find(), language);
        return block.group(1);
    }

    private static String secrets(TestPostgres database) {
        return block("toml")
                .replace("port = 5432", "port = " + database.port())
                .replace("\"sales\"", "\"" + database.name() + "\"");
    }

    /** The cells of the page's table of jobs, the header first. */
    private static List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        Matcher row = ROW.matcher(PAGE);
        while (row.find()) {
            rows.add(Arrays.stream((row.group(1) + " ").split("\\|"))
                    .map(String::strip)
                    .toList());
        }
        return rows;
    }

    /** Runs the real jar in the home folder. */
    private void typed(String... command) {
        JarProcess run = Jar.quick().in(home).run(command);
        assertEquals(0, run.exitCode(), run.output());
    }

    /** What the page has in the midst of a line, with its placeholders filled in. */
    private void typedInPassing(String command, String... filledIn) {
        String page = PAGE.replaceAll("\\s+", " ");
        assertTrue(page.contains("`" + command), command);
        typed(filledIn);
    }

    @Test
    void everyCommandOfThePageDoesWhatThePageSays() throws SQLException {
        TestPostgres database = TestPostgres.database();
        database.run(
                "CREATE ROLE reader LOGIN",
                "CREATE SCHEMA sales",
                "GRANT USAGE ON SCHEMA sales TO reader",
                "CREATE TABLE orders AS SELECT i AS id FROM generate_series(1, 10) i",
                "CREATE TABLE sales.invoices AS SELECT i AS id, now() - INTERVAL '1 day' AS updated_at"
                        + " FROM generate_series(1, 5) i",
                "GRANT SELECT ON orders, sales.invoices TO reader");
        Workspace workspace = Workspace.at(home).secrets(secrets(database)).sheet("jobs", rows());
        List<String> commands =
                COMMAND.matcher(PAGE).results().map(found -> found.group(1)).toList();
        assertEquals(List.of("check", "run --dry-run", "run --dry-run --connect", "run"), commands);

        for (String command : commands) {
            assertEquals(List.of(), workspace.audit(), "before " + command + " no row was read and no file written");
            typed(command.split(" "));
        }

        assertEquals(
                List.of("my_postgres_db.orders", "my_postgres_db.sales.invoices"),
                workspace.audit().stream().map(AuditLine::job).toList());
        assertEquals(
                List.of("10"),
                LandedRows.values(block("sql")
                        .replace("lake/", workspace.lake().toString().replace('\\', '/') + "/")));

        String job = "my_postgres_db.sales.invoices";
        typedInPassing("java -jar target/ingest.jar discover my_postgres_db`", "discover", "my_postgres_db");
        typedInPassing("--add`", "discover", "my_postgres_db", "--add");
        typedInPassing("--job \"my_postgres_db.orders\"`", "run", "--job", "my_postgres_db.orders");
        typedInPassing("java -jar target/ingest.jar state`", "state");
        typedInPassing("state set JOB VALUE`", "state", "set", job, "2026-01-27 10:44:12+00:00");
        assertEquals("2026-01-27 10:44:12+00:00", workspace.watermark(2));
        typedInPassing("state reset JOB`", "state", "reset", job);
        assertEquals("", workspace.watermark(2));
        typedInPassing("loads`", "loads");
        typedInPassing("run --failed`", "run", "--failed");
        assertEquals(3, workspace.audit().size());
    }

    @Test
    void theSampleWorkbookAndTheTemplateAreAHome() throws IOException {
        for (String copied : List.of("config/ingestion_config.xlsx", ".dlt/secrets.toml.template")) {
            Path to = home.resolve(copied.replace(".template", ""));
            Files.createDirectories(to.getParent());
            Files.copy(Path.of(copied), to);
        }

        JarProcess dry = InProcess.run("run", "--home", home.toString(), "--dry-run");

        assertEquals(0, dry.exitCode(), dry.output());
    }
}
