package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.commit.HomeLock;
import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.InProcess.Streams;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.record.PublishedSchema;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other programs read of runs and commands, judged by the published schemas. */
class MachineReadableIT {
    private static final TestPostgres DATABASE = TestPostgres.database();

    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeAll
    static void createTables() {
        DATABASE.run(
                "CREATE TABLE orders (id int PRIMARY KEY, note text)",
                "INSERT INTO orders SELECT i, 'note' FROM generate_series(1, 1000) i",
                "CREATE TABLE customers (id int)");
    }

    @BeforeEach
    void fill() {
        workspace = Workspace.of(folder, DATABASE)
                .settings("[runtime]\ntime_zone = \"Asia/Tokyo\"\nretry_for = \"0s\"")
                .incremental("orders", "id")
                .full("custmers")
                .save();
    }

    private JsonNode lastRun() {
        return new PublishedSchema("last-run").demand(Workspace.read(folder.resolve("metadata/last_run.json")));
    }

    private static JsonNode job(JsonNode run, String name) {
        for (JsonNode job : run.path("jobs")) {
            if (job.path("job").asText().equals(name)) {
                return job;
            }
        }
        throw new AssertionError("no job " + name + " in " + run);
    }

    private Streams ingest(String command, String... more) {
        return InProcess.apart(Stream.concat(Stream.of(command, "--home", folder.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void aRunLeavesWhatBecameOfEachJob() throws IOException {
        assertEquals(1, workspace.call().exitCode());
        JsonNode run = lastRun();
        assertEquals("FAILED", run.path("status").asText());
        assertEquals(1, run.path("exit_code").asInt());
        assertEquals(2, run.path("jobs_planned").asInt());
        assertEquals("lake", run.path("destination").asText());
        assertEquals("Asia/Tokyo", run.path("time_zone").asText());
        assertEquals(
                "+09:00",
                OffsetDateTime.parse(run.path("started_at").asText())
                        .getOffset()
                        .toString());
        assertTrue(Files.isRegularFile(Path.of(run.path("log").asText())), run.toString());

        JsonNode orders = job(run, "shop.orders");
        Path file = workspace.parquet("orders").get(0);
        assertEquals("SUCCESS", orders.path("status").asText());
        assertEquals(1000, orders.path("rows").asInt());
        assertEquals(1, orders.path("files").asInt());
        assertEquals(Files.size(file), orders.path("bytes").asLong());
        assertTrue(file.startsWith(workspace.lake().resolve(orders.path("path").asText())), orders.toString());
        assertTrue(
                file.getFileName()
                        .toString()
                        .startsWith(orders.at("/loads/0/load_id").asText()),
                orders.toString());
        assertTrue(orders.at("/watermark/before").isNull());
        assertEquals("1000", orders.at("/watermark/after").asText());

        JsonNode custmers = job(run, "shop.custmers");
        assertEquals("FAILED", custmers.path("status").asText());
        assertEquals("CONFIG", custmers.at("/error/kind").asText());
        assertEquals(
                workspace.audit("shop.custmers").get(0).error(),
                custmers.at("/error/text").asText());

        workspace.call("--job", "shop.orders");
        JsonNode again = lastRun();
        assertEquals("SUCCESS", again.path("status").asText());
        assertEquals("1000", job(again, "shop.orders").at("/watermark/before").asText());
        assertEquals(0, job(again, "shop.orders").path("rows").asInt());
        assertNotEquals(run.path("run_id"), again.path("run_id"));
        try (Stream<Path> files = Files.list(folder.resolve("metadata"))) {
            assertEquals(
                    List.of(),
                    files.filter(each -> each.toString().endsWith(".tmp")).toList());
        }
    }

    @Test
    void aRunThatComesToNoJobLeavesWhy() throws IOException {
        assertEquals(2, workspace.call("--job", "nobody").exitCode());
        assertEquals("REFUSED", lastRun().path("status").asText());
        assertTrue(
                lastRun().at("/errors/0").asText().startsWith("--job: no enabled job"),
                lastRun().toString());

        Files.writeString(workspace.workbook(), "no workbook");
        assertEquals(2, workspace.call().exitCode());
        assertEquals(2, lastRun().path("exit_code").asInt());
        assertTrue(
                lastRun().at("/errors/0").asText().contains("ingestion_config.xlsx"),
                lastRun().toString());

        workspace.secrets("no settings");
        assertEquals(2, workspace.call().exitCode());
        assertTrue(
                lastRun().at("/errors/0").asText().contains("secrets.toml"),
                lastRun().toString());
    }

    @Test
    void aRunThatIsLockedOutSaysSo() {
        HomeLock lock =
                HomeLock.acquire(folder.resolve("metadata"), "another run").orElseThrow();
        int code = workspace.call().exitCode();
        lock.close();
        assertEquals(3, code);
        assertEquals("LOCKED", lastRun().path("status").asText());
        assertTrue(
                lastRun().at("/warnings/0").asText().contains("another run"),
                lastRun().toString());
    }

    @Test
    void aDryRunLeavesNothing() {
        workspace.call("--dry-run");
        assertFalse(Files.exists(folder.resolve("metadata")));
        assertTrue(ingest("run", "--dry-run", "--json").err().contains("--json: a dry run tells people"));
    }

    /** A file in the folder's place stands for a full disk. */
    @Test
    void aRunWhoseDocumentCannotBeWrittenIsAsItIs() throws IOException {
        workspace.call("--job", "shop.orders");
        Files.delete(folder.resolve("metadata/last_run.json"));
        Files.createDirectories(folder.resolve("metadata/last_run.json/held"));
        assertEquals(0, workspace.call("--job", "shop.orders").exitCode());
        assertTrue(workspace.log().contains("Cannot write metadata/last_run.json"), workspace.log());
    }

    @Test
    void aRunIsToldAsItGoesInLinesOfJson() {
        Streams run = ingest("run", "--json");
        assertEquals(1, run.exitCode(), run.err());
        PublishedSchema schema = new PublishedSchema("run-events");
        List<String> told = new ArrayList<>();
        List<JsonNode> lines = run.out().lines().map(schema::demand).toList();
        lines.forEach(line ->
                told.add(line.path("event").asText() + " " + line.path("job").asText()));
        assertEquals(
                List.of(
                        "run_started ",
                        "job_started shop.orders",
                        "job_planned shop.orders",
                        "load_landed shop.orders",
                        "job_ended shop.orders",
                        "job_started shop.custmers",
                        "job_ended shop.custmers",
                        "run_ended "),
                told.stream().filter(line -> !line.startsWith("warning")).toList());
        assertTrue(run.err().contains("[SUCCESS] Job completed successfully"), run.err());
        ObjectNode last = (ObjectNode) lines.get(lines.size() - 1);
        last.remove(List.of("event", "time"));
        assertEquals(lastRun(), last);
    }

    @Test
    void linesOfARefusedRunAreItsEndAlone() {
        Streams run = ingest("run", "--json", "--job", "nobody");
        assertEquals(2, run.exitCode());
        JsonNode line = new PublishedSchema("run-events").demand(run.out());
        assertEquals("run_ended", line.path("event").asText());
        assertEquals("REFUSED", line.path("status").asText());
    }

    @Test
    void loadsAndStateAnswerMachines() {
        workspace.call("--job", "shop.orders");
        Streams loads = ingest("loads", "--json");
        assertEquals(0, loads.exitCode(), loads.err());
        JsonNode load = new PublishedSchema("loads").demand(loads.out()).at("/loads/0");
        assertEquals("shop.orders", load.path("job").asText());
        assertEquals(1000, load.path("rows").asInt());
        assertEquals("1000", load.at("/watermark/to").asText());
        assertTrue(Files.isRegularFile(
                workspace.lake().resolve(load.at("/tables/0/files/0/path").asText())));

        Streams state = ingest("state", "--json");
        assertEquals(0, state.exitCode(), state.err());
        JsonNode jobs = new PublishedSchema("state").demand(state.out()).path("jobs");
        assertEquals("1000", jobs.at("/0/cell").asText());
        assertEquals(load.path("load_id"), jobs.at("/0/last_load/load_id"));
        assertEquals("SUCCESS", jobs.at("/0/last_status").asText());
        assertTrue(jobs.at("/1/last_load").isNull());
    }

    @Test
    void checkAndDiscoverAnswerMachinesAndPeopleApart() {
        Streams check = ingest("check", "--json");
        assertEquals(1, check.exitCode(), check.err());
        JsonNode answers = new PublishedSchema("check").demand(check.out());
        assertEquals("FAILED", answers.path("outcome").asText());
        Set<String> places = new TreeSet<>();
        answers.path("answers").forEach(each -> places.add(each.path("place").asText()));
        assertTrue(
                places.containsAll(Set.of("shop", "shop.orders", "shop.custmers", "destination")), places.toString());
        assertTrue(check.err().contains("FAILED  shop.custmers"), check.err());

        Streams discover = ingest("discover", "shop", "--json", "--add");
        assertEquals(0, discover.exitCode(), discover.err());
        JsonNode tables = new PublishedSchema("discover").demand(discover.out());
        assertEquals("orders", tables.at("/tables/1/table").asText());
        assertEquals("id", tables.at("/tables/1/primary_key/0").asText());
        assertEquals("id", tables.at("/tables/1/watermark_candidates/0/column").asText());
        assertEquals("shop.customers", tables.at("/added/0").asText());
        assertTrue(discover.err().contains("added shop.customers"), discover.err());
        assertEquals(
                2, ingest("discover", "shop", "--openapi", "x.yaml", "--json").exitCode());
    }

    @Test
    void aFailureOfACommandLeavesStandardOutputEmpty() {
        Streams loads = ingest("loads", "--json", "--job", "nobody");
        assertEquals(2, loads.exitCode());
        assertEquals("", loads.out());
    }

    @Test
    void logsAreLinesOfJsonByASetting() {
        workspace.settings("log_format = \"json\"");
        workspace.call("--job", "shop.orders");
        List<String> lines = workspace.log().lines().toList();
        assertTrue(lines.size() > 10, workspace.log());
        assertTrue(lines.stream().allMatch(line -> line.startsWith("{") && line.endsWith("}")), workspace.log());
    }

    /** As dlt's users have it. */
    @Test
    void aFormatOfDltsIsPassedOver() {
        workspace.settings("log_format = \"{asctime}|[{levelname}]|{message}\"");
        assertEquals(0, workspace.call("--job", "shop.orders").exitCode());
        assertTrue(workspace.log().contains(" | INFO     | "), workspace.log());
    }

    @Test
    void metricsTellOfEveryJobWhicheverRanLast() {
        workspace.settings("[metrics]\nprometheus_file = \"collector/ingest.prom\"");
        workspace.call();
        workspace.call("--job", "shop.orders");
        List<String> metrics =
                Workspace.read(folder.resolve("collector/ingest.prom")).lines().toList();
        assertTrue(metrics.contains("ingest_run_exit_code 0.0"), metrics.toString());
        assertTrue(metrics.contains("ingest_run_jobs{status=\"success\"} 1.0"), metrics.toString());
        assertTrue(metrics.contains("ingest_job_success{job_name=\"shop.orders\"} 1.0"), metrics.toString());
        assertTrue(metrics.contains("ingest_job_success{job_name=\"shop.custmers\"} 0.0"), metrics.toString());
    }

    @Test
    void aNameThatTheCollectorPassesOverIsRefused() {
        workspace.settings("[metrics]\nprometheus_file = \"collector/ingest.txt\"");
        Streams run = ingest("run");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("metrics.prometheus_file"), run.err());
        assertTrue(run.err().contains("does not end with .prom"), run.err());
    }

    /** A file in the folder's place stands for one that may not be written to. */
    @Test
    void metricsThatCannotBeWrittenAreSaidAndTheRunIsAsItIs() throws IOException {
        Files.writeString(folder.resolve("collector"), "no folder");
        workspace.settings("[metrics]\nprometheus_file = \"collector/ingest.prom\"");
        assertEquals(0, workspace.call("--job", "shop.orders").exitCode());
        assertTrue(workspace.log().contains("Cannot write the metrics"), workspace.log());
    }
}
