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
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.TestApi.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever types what QUICKSTART.md says has tables in the lake. */
class QuickstartIT {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+) \\|$");
    private static final Pattern COMMAND = Pattern.compile("(?m)^java -jar target/ingest\\.jar (.+)$");
    private static final String PAGE = Workspace.read(Path.of("QUICKSTART.md"));

    @TempDir
    Path home;

    /** The part of the page on databases, and the one on APIs. */
    private static final String TABLES = PAGE.substring(0, PAGE.indexOf("\n## 6. A REST API"));

    private static final String API = PAGE.substring(TABLES.length(), PAGE.indexOf("\n## 7. "));

    /** The first block of the language that the text has. */
    private static String block(String language, String text) {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
        assertTrue(block.find(), language);
        return block.group(1);
    }

    private static String secrets(TestPostgres database) {
        return block("toml", TABLES)
                .replace("port = 5432", "port = " + database.port())
                .replace("\"sales\"", "\"" + database.name() + "\"");
    }

    /** The cells of the text's table of jobs, the header first. */
    private static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        Matcher row = ROW.matcher(text);
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
        Workspace workspace = Workspace.at(home).secrets(secrets(database)).sheet("jobs", rows(TABLES));
        List<String> commands =
                COMMAND.matcher(TABLES).results().map(found -> found.group(1)).toList();
        assertEquals(
                List.of("init --source postgresql", "check", "run --dry-run", "run --dry-run --connect", "run"),
                commands);

        for (String command : commands) {
            assertEquals(List.of(), workspace.audit(), "before " + command + " no row was read and no file written");
            typed(command.split(" "));
        }

        assertEquals(
                List.of("my_postgres_db.orders", "my_postgres_db.sales.invoices"),
                workspace.audit().stream().map(AuditLine::job).toList());
        assertEquals(
                List.of("10"),
                LandedRows.values(block("sql", TABLES)
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

    /** Coins as the API of the page shows them, 250 a page. */
    private static Answer coins(TestApi.Asked asked) {
        int page = asked.number("page", 1);
        int size = asked.number("per_page", 100);
        assertEquals("usd", asked.query().get("vs_currency"));
        return asked.path().equals("/api/v3/coins/markets")
                ? Answer.json(IntStream.rangeClosed((page - 1) * size + 1, page * size)
                        .mapToObj(QuickstartIT::coin)
                        .collect(Collectors.joining(",", "[", "]")))
                : Answer.of(404, "{}");
    }

    private static String coin(int rank) {
        return """
                {"id": "coin-%1$d", "symbol": "c%1$d", "current_price": %1$d.000000000123, "market_cap_rank": %1$d,
                 "roi": %2$s, "last_updated": "2026-01-27T10:00:00.123Z"}""".formatted(
                        rank, rank == 2 ? "{\"times\": 30.5, \"currency\": \"btc\", \"percentage\": 3050.25}" : "null");
    }

    @Test
    void theApiOfThePageLandsWithItsNestedFields() throws SQLException {
        try (TestApi api = new TestApi(QuickstartIT::coins)) {
            Workspace workspace = Workspace.at(home)
                    .secrets(block("toml", TABLES)
                            + block("toml", API)
                                    .replace(
                                            "https://api.coingecko.com",
                                            api.uri().toString()))
                    .sheet("jobs", rows(API));

            for (String command :
                    COMMAND.matcher(API).results().map(found -> found.group(1)).toList()) {
                typed(command.replace("\"", "").split(" "));
            }

            assertEquals(3, api.asked().size(), "one page to look at, two to land");
            assertEquals(500, workspace.audit("coingecko.markets").get(0).rows());
            String lake = workspace.lake().toString().replace('\\', '/') + "/";
            String sql = block("sql", API).replace("lake/", lake);
            assertEquals(List.of("c1", "c2", "c3", "c4", "c5"), LandedRows.values(sql));
            assertEquals(
                    List.of("2.000000000123 3050.25"),
                    LandedRows.values(sql.replace(
                                    "SELECT symbol, current_price, roi__percentage",
                                    "SELECT trim(current_price::text, '0') || ' ' || roi__percentage::decimal(10,2) AS both")
                            .replace("ORDER BY", "WHERE roi__percentage IS NOT NULL ORDER BY")));
            assertTrue(PAGE.contains("`java -jar target/ingest.jar discover shop --openapi openapi.yaml`"));
        }
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
