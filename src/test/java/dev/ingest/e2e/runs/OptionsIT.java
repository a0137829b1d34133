package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LakeCheck;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Tree;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of single tables, from workbook and settings to the files in the lake. */
class OptionsIT {
    @TempDir
    Path folder;

    private TestPostgres database;
    private Workspace workspace;

    @BeforeEach
    void fill() {
        database = TestPostgres.database();
        database.run(
                "CREATE TABLE orders (id int, region text, price numeric, at timestamptz)",
                "INSERT INTO orders SELECT i, (ARRAY['ä', 'z', 'B', NULL])[1 + i % 4], i / 8.0,"
                        + " TIMESTAMPTZ '2026-01-01Z' + i * INTERVAL '1 second' FROM generate_series(1, 20000) i",
                "CREATE VIEW seen AS SELECT * FROM orders");
        workspace = Workspace.of(folder, database);
    }

    @Test
    void theRealJarSplitsSortsProbesAndAddsLoadIds() throws SQLException {
        workspace
                .settings("[sources.shop]\nunbounded_number = \"probe\"\nadd_dlt_load_id = true\ncluster = \"query\"")
                .full("seen")
                .with(JobColumn.SPLIT_BY, "at")
                .with(JobColumn.SLICES, "3")
                .full("orders")
                .with(JobColumn.CLUSTER_BY, "region,id")
                .with(JobColumn.PARTITION_BY, "date")
                .with(JobColumn.SLICES, "4")
                .save();

        String dry = workspace.call("--dry-run", "--connect").output();
        assertTrue(dry.contains("at timestamp with time zone -> timestamptz, _dlt_load_id added -> text"), dry);
        assertTrue(dry.contains(" ORDER BY \"region\"::text COLLATE \"C\", \"id\""), dry);
        assertTrue(dry.contains("The decimal of column price is decided by a probe when the job runs"), dry);
        assertTrue(dry.contains("Its slices are cut along at when the job runs, by a sample of the rows"), dry);

        JarProcess run = workspace.run();

        assertEquals(0, run.exitCode(), run.output());
        assertTrue(
                run.output().contains("shop.orders is read in one slice, not in 4: cluster = \"query\" has"),
                run.output());
        for (String table : List.of("seen", "orders")) {
            String files = LandedRows.files(workspace.table(table));
            assertEquals(
                    List.of(
                            "id INTEGER",
                            "region VARCHAR",
                            "price DECIMAL(18,3)",
                            "at TIMESTAMP WITH TIME ZONE",
                            "_dlt_load_id VARCHAR"),
                    LandedRows.types(files));
            assertEquals(
                    database.ask("SELECT concat_ws(' ', id, region, trim_scale(price)) FROM orders ORDER BY id"),
                    LandedRows.values("SELECT concat_ws(' ', id, region, rtrim(rtrim(price::VARCHAR, '0'), '.')) FROM "
                            + files + " ORDER BY id"));
            assertEquals(
                    LandedRows.values("SELECT load_id FROM " + loads() + " WHERE load_id IN (SELECT _dlt_load_id FROM "
                            + files + ")"),
                    LandedRows.values("SELECT DISTINCT _dlt_load_id FROM " + files));
        }
        String sorted = LandedRows.file(workspace.parquet("orders").get(0)).replace(")", ", file_row_number = true)");
        assertEquals(
                database.ask("SELECT id FROM orders ORDER BY region COLLATE \"C\", id"),
                LandedRows.values("SELECT id FROM " + sorted + " ORDER BY file_row_number"));
    }

    /** What Python dlt 1.31.0 itself stores for the column. */
    @Test
    void theStoredSchemaDescribesTheLoadIdAsDltDoes() throws Exception {
        workspace
                .settings("[sources.shop]\nadd_dlt_load_id = true")
                .full("orders")
                .save();
        assertEquals(0, workspace.call().exitCode());
        ObjectMapper json = new ObjectMapper();
        Path version = Tree.files(workspace.dataset().resolve("_dlt_version")).stream()
                .filter(file -> file.toString().endsWith(".jsonl"))
                .findFirst()
                .orElseThrow();
        JsonNode schema = json.readTree(
                json.readTree(Workspace.read(version)).path("schema").asText());
        assertEquals(
                json.readTree(
                        "{\"name\": \"_dlt_load_id\", \"nullable\": false, \"data_type\": \"text\", \"precision\": 64,"
                                + " \"description\": \"Load identifier linking this row to its load operation\"}"),
                schema.path("tables").path("orders").path("columns").path("_dlt_load_id"));
        assertEquals(0, workspace.call().exitCode());
        assertEquals(
                List.of(version),
                Tree.files(workspace.dataset().resolve("_dlt_version")).stream()
                        .filter(file -> file.toString().endsWith(".jsonl"))
                        .toList(),
                "nothing of the schema is new");
    }

    private String loads() {
        return "read_json('" + workspace.dataset() + "/_dlt_loads/*.jsonl', columns = {load_id: 'VARCHAR'})";
    }

    @Test
    void rowsAtTheBoundaryAreKnownAgainThoughTheirLoadIdIsAnother() throws SQLException {
        workspace
                .settings("[sources.shop]\nadd_dlt_load_id = true")
                .incremental("seen", "id")
                .with(JobColumn.SPLIT_BY, "id")
                .with(JobColumn.SLICES, "2")
                .save();
        assertEquals(0, workspace.call().exitCode());
        database.run("INSERT INTO orders SELECT 20000, 'late', 1, now() FROM generate_series(1, 3)");

        JarProcess again = workspace.call();

        assertEquals(0, again.exitCode(), again.output());
        String files = LandedRows.files(workspace.table("seen"));
        assertEquals(
                List.of("20000", "3"),
                LandedRows.values("SELECT count(*) FROM " + files + " GROUP BY _dlt_load_id ORDER BY _dlt_load_id"));
        assertEquals(List.of(), new LakeCheck(workspace.dataset()).faults());
    }

    @Test
    void aKeyThatCannotBeCutAndASecondLoadIdAreFaultsThatNameTheirCells() {
        database.run("CREATE TABLE odd (id int, photo bytea, \"_DLT_LOAD_ID\" text)");
        workspace
                .settings("[sources.shop]\nadd_dlt_load_id = true")
                .full("odd")
                .with(JobColumn.SPLIT_BY, "photo")
                .with(JobColumn.SLICES, "2")
                .save();

        JarProcess run = workspace.call();

        assertEquals(1, run.exitCode(), run.output());
        assertTrue(
                run.output().contains("jobs!O2: 'photo' is of type bytea, which has no ranges to cut slices by."),
                run.output());
        assertTrue(run.output().contains("jobs!C2: column '_DLT_LOAD_ID' would land as '_dlt_load_id'"), run.output());
    }
}
