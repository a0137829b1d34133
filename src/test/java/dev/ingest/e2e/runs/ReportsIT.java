package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Tree;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves for people and for dlt: tree, metadata, audit and log, letter by letter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsIT {
    private static final String LOAD = "\\d{10}\\.\\d{1,7}";
    private static final String PIPELINE = "postgresql_to_adls_shop";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\| ";
    private static final String INFO = TIME + "INFO     \\| ";
    private static final String ERROR = TIME + "ERROR    \\| ";
    private static final String RULE = "={80}";

    @TempDir
    static Path folder;

    private Workspace workspace;
    private JarProcess run;
    private String day;

    @BeforeAll
    void runOnce() {
        TestPostgres database = TestPostgres.database();
        database.run(
                "CREATE TABLE orders (id int PRIMARY KEY, amount numeric(10,2), updated_at timestamptz)",
                "INSERT INTO orders VALUES (1, 10.5, '2026-01-27 10:44:12.584321+00'), (2, NULL, '2026-01-26 00:00+00')",
                "CREATE TABLE customers (id int, name text)",
                "INSERT INTO customers VALUES (1, 'a')");
        workspace = Workspace.of(folder, database)
                .full("customers")
                .full("custmers")
                .incremental("orders", "updated_at")
                .save();
        day = Workspace.today();
        run = workspace.run();
    }

    @Test
    void aFailingJobStopsNoOther() {
        assertEquals(1, run.exitCode(), run.output());
        assertEquals(1, workspace.parquet("customers").size());
        assertEquals(1, workspace.parquet("orders").size());
        assertFalse(Files.exists(workspace.table("custmers")));
    }

    @Test
    void theTreeIsDltsAndNothingElse() {
        String file = day + "/" + LOAD + "\\.[0-9a-f]{10}\\.parquet";
        assertLinesMatch(
                List.of(
                        "shop/_dlt_loads/" + PIPELINE + "__" + LOAD + "\\.jsonl",
                        "shop/_dlt_loads/" + PIPELINE + "__" + LOAD + "\\.jsonl",
                        "shop/_dlt_pipeline_state/" + PIPELINE + "__" + LOAD + "__[0-9a-f]{64}\\.jsonl",
                        "shop/_dlt_pipeline_state/" + PIPELINE + "__" + LOAD + "__[0-9a-f]{64}\\.jsonl",
                        "shop/_dlt_version/" + PIPELINE + "__" + LOAD + "__[0-9a-f]{64}\\.jsonl",
                        "shop/_dlt_version/" + PIPELINE + "__" + LOAD + "__[0-9a-f]{64}\\.jsonl",
                        "shop/_ingest/loads/\\d{4}/\\d\\d/" + LOAD + "\\.json",
                        "shop/_ingest/loads/\\d{4}/\\d\\d/" + LOAD + "\\.json",
                        "shop/customers/" + file,
                        "shop/init",
                        "shop/orders/" + file),
                Tree.names(workspace.lake()));
        assertEquals(
                "{\"initial_version\":2,\"current_version\":2}",
                Workspace.read(workspace.dataset().resolve("init")));
    }

    @Test
    void markersNameTheLoadsOfTheFiles() throws IOException {
        List<String> loads = new ArrayList<>();
        for (Path file : Tree.files(workspace.dataset().resolve("_dlt_loads"))) {
            JsonNode marker = json(file);
            assertEquals(
                    List.of("load_id", "schema_name", "status", "inserted_at", "schema_version_hash"), names(marker));
            assertEquals(PIPELINE, marker.get("schema_name").asText());
            assertEquals(0, marker.get("status").asInt());
            assertTrue(marker.get("inserted_at").asText().matches("\\d{4}-\\d\\d-\\d\\dT.*\\+00:00"));
            assertFalse(Workspace.read(file).endsWith("\n"));
            loads.add(marker.get("load_id").asText());
        }
        List<String> landed = List.of("customers", "orders").stream()
                .map(table -> workspace.parquet(table).get(0).getFileName().toString())
                .map(name -> name.substring(0, name.lastIndexOf('.', name.lastIndexOf('.') - 1)))
                .toList();
        assertEquals(loads, landed);
    }

    @Test
    void theStateHoldsTheWatermarkAsDltTypesIt() throws IOException {
        List<Path> states = Tree.files(workspace.dataset().resolve("_dlt_pipeline_state"));
        JsonNode newest = json(states.get(states.size() - 1));
        assertEquals(
                List.of(
                        "version",
                        "engine_version",
                        "pipeline_name",
                        "state",
                        "created_at",
                        "version_hash",
                        "_dlt_load_id"),
                names(newest));
        byte[] zipped = Base64.getDecoder().decode(newest.get("state").asText());
        JsonNode state = new ObjectMapper().readTree(new InflaterInputStream(new ByteArrayInputStream(zipped)));
        JsonNode cursor = state.at("/sources/" + PIPELINE + "/resources/orders/incremental/updated_at/last_value");
        assertEquals("\uF0272026-01-27T10:44:12.584321+00:00", cursor.asText());
        assertEquals(List.of(PIPELINE), List.of(state.at("/schema_names/0").asText()));

        List<Path> versions = Tree.files(workspace.dataset().resolve("_dlt_version"));
        JsonNode schema = new ObjectMapper()
                .readTree(json(versions.get(versions.size() - 1)).get("schema").asText());
        assertEquals(11, schema.get("engine_version").asInt());
        JsonNode orders = schema.at("/tables/orders");
        assertTrue(orders.at("/x-normalizer/seen-data").asBoolean());
        assertEquals("timestamp", orders.at("/columns/updated_at/data_type").asText());
        assertEquals(2, orders.at("/columns/amount/scale").asInt());
        assertEquals("append", schema.at("/tables/customers/write_disposition").asText());
    }

    @Test
    void theAuditIsWhatSpreadsheetsOfTheTeamRead() {
        List<Path> audits = Tree.files(workspace.home.resolve("metadata")).stream()
                .filter(file -> file.getFileName().toString().startsWith("audit_"))
                .toList();
        assertEquals(
                List.of("audit_" + day.replace("/", "") + ".csv"),
                audits.stream().map(file -> file.getFileName().toString()).toList());
        String time = day.replace("/", "-") + "T\\d\\d:\\d\\d:\\d\\d,";
        String content = Workspace.read(audits.get(0));
        assertTrue(content.endsWith("\n") && !content.contains("\r"));
        assertLinesMatch(
                List.of(
                        "timestamp,job_name,status,rows_processed,duration_seconds,partition_path,error_message",
                        time + "shop\\.customers,SUCCESS,1,\\d+\\.\\d\\d,shop/customers/" + day + ",",
                        time + "shop\\.custmers,FAILED,0,\\d+\\.\\d\\d,,.*custmers.*customers.*",
                        time + "shop\\.orders,SUCCESS,2,\\d+\\.\\d\\d,shop/orders/" + day + ","),
                content.lines().toList());
    }

    @Test
    void theLogTellsWhatItAlwaysTold() {
        String now = "\\d{4}-\\d\\d-\\d\\d";
        assertLinesMatch(
                List.of(
                        RULE,
                        "ingest \\d+\\.\\d+\\.\\d+ - from databases and APIs into the lake",
                        RULE,
                        "Execution Time: " + now + " \\d\\d:\\d\\d:\\d\\d \\S+",
                        "Partition Path: " + day,
                        "Layout: \\{table_name\\}/\\{YYYY\\}/\\{MM\\}/\\{DD\\}/\\{load_id\\}\\.\\{file_id\\}\\.\\{ext\\}",
                        "Destination: lake \\(local folder\\)",
                        RULE,
                        "\\[LOCAL\\] Credential Source: \\.dlt/secrets\\.toml",
                        "Executing 3 ingestion jobs",
                        RULE,
                        INFO + "Starting job: shop\\.customers",
                        INFO + "  Job \\d of 3",
                        INFO + "  Source: PostgreSQL \\S+ at \\S+:\\d+ as \\S+",
                        INFO + "  Load Type: FULL",
                        INFO + "  Execution Date: " + now,
                        INFO + "  Partition Path: " + day,
                        INFO + "  Files: 1, [\\d.,]+ k?B",
                        INFO + "\\[SUCCESS\\] Job completed successfully",
                        INFO + "  Rows processed: 1",
                        INFO + "  Rows per second: \\d+",
                        INFO + "  Schema version: 1",
                        INFO + "  Duration: \\d+\\.\\d\\ds",
                        INFO + "  Path: lake/shop/customers/" + day,
                        INFO + "  Partition: " + day,
                        INFO + "Starting job: shop\\.custmers",
                        INFO + "  Job \\d of 3",
                        ERROR + "\\[FAILED\\] shop\\.custmers: .*custmers.*",
                        INFO + "  Duration: \\d+\\.\\d\\ds",
                        INFO + "Starting job: shop\\.orders",
                        INFO + "  Job \\d of 3",
                        INFO + "  Source: PostgreSQL \\S+ at \\S+:\\d+ as \\S+",
                        INFO + "  Load Type: INCREMENTAL",
                        INFO + "  Execution Date: " + now,
                        INFO + "  Partition Path: " + day,
                        INFO + "Incremental load: updated_at < " + now + " \\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00",
                        INFO + "  Watermark: none -> 2026-01-27 10:44:12\\.584321\\+00:00",
                        INFO + "  Files: 1, [\\d.,]+ k?B",
                        INFO + "\\[SUCCESS\\] Job completed successfully",
                        INFO + "  Rows processed: 2",
                        INFO + "  Rows per second: \\d+",
                        INFO + "  Schema version: 2",
                        INFO + "  Duration: \\d+\\.\\d\\ds",
                        INFO + "  Path: lake/shop/orders/" + day,
                        INFO + "  Partition: " + day,
                        RULE,
                        "Job +Status +Rows +Rows/s +Seconds  Columns changed",
                        "shop\\.customers +SUCCESS +1 +\\d+ +\\d+\\.\\d\\d",
                        "shop\\.custmers +FAILED +0 +0 +\\d+\\.\\d\\d",
                        "shop\\.orders +SUCCESS +2 +\\d+ +\\d+\\.\\d\\d",
                        "2 of 3 jobs succeeded, 1 failed; 3 rows in \\d+\\.\\d\\ds",
                        RULE,
                        "\\[FAILED\\] shop\\.custmers: .*custmers.*",
                        "Log: .*logs.ingestion_\\d{8}_\\d{6}\\.log",
                        RULE,
                        INFO + "Report: .*metadata.report\\.html"),
                run.output().lines().toList());
    }

    @Test
    void theLogFileHasTheTerminalsLinesAndTheStackTraces() {
        List<Path> logs = Tree.files(workspace.home.resolve("logs"));
        assertEquals(1, logs.size());
        assertTrue(logs.get(0).getFileName().toString().matches("ingestion_\\d{8}_\\d{6}\\.log"));
        List<String> lines = workspace.log().lines().toList();
        run.output().lines().forEach(line -> assertTrue(lines.stream().anyMatch(kept -> kept.endsWith(line)), line));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("  \tat dev.ingest.")));
        assertFalse(run.output().contains("\tat "));
    }

    @Test
    void theWatermarkIsInItsCell() {
        assertEquals("2026-01-27 10:44:12.584321+00:00", workspace.watermark(3));
        assertEquals("", workspace.watermark(1));
        assertFalse((run.output() + workspace.written()).contains(Workspace.PASSWORD));
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file, StandardCharsets.UTF_8));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
