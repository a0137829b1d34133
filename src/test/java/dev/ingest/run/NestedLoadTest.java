package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.Manifest;
import dev.ingest.config.JobRows;
import dev.ingest.job.JobStatus;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.source.MemoryConnector;
import dev.ingest.source.MemoryDatabase;
import dev.ingest.source.MemoryTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A source whose rows hold other rows, and columns that nobody declared, on the whole way into the lake. */
@Timeout(60)
class NestedLoadTest {
    private static final String PIPELINE = "postgresql_to_adls_crm";

    @TempDir
    Path home;

    private final MemoryDatabase database = MemoryDatabase.able();
    private Night night;

    @BeforeEach
    void connect() {
        MemoryConnector connector = new MemoryConnector(database);
        night = new Night(home);
        night.row = JobRows.full("orders");
        night.rules = connector.rules();
        night.sessions = connector::session;
    }

    private void orders(List<Map<String, Object>> rows) {
        database.put(MemoryTable.nested("orders", List.of(MemoryTable.column("id", "whole")), rows));
    }

    private void fill() {
        orders(List.of(
                Map.of("id", 1L, "items", List.of(Map.of("sku", "a"), Map.of("sku", "b"))),
                Map.of("id", 2L, "note", "late", "items", List.of(Map.of("sku", "c", "count", 3L)))));
    }

    private void run() {
        assertEquals(
                List.of(),
                night.run().outcomes().stream()
                        .flatMap(outcome -> outcome.failure().stream())
                        .map(Throwable::toString)
                        .toList());
    }

    /** What a reader that is not ours finds of {@code columns} in a table's folder, in order. */
    private List<String> landed(String table, String... columns) throws SQLException {
        String files =
                home.resolve("lake/crm/" + table).toString().replace('\\', '/').replace("'", "''");
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT concat_ws(' ', " + String.join(", ", columns)
                        + ") FROM read_parquet('" + files + "/**/*.parquet', union_by_name = true) ORDER BY 1")) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    /** The tables of the newest schema that dlt finds. */
    private JsonNode schema() throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (LandingStore lake = night.lake()) {
            String newest = lake.list("crm/_dlt_version").stream()
                    .map(LandingFile::path)
                    .max(Comparator.comparing(path -> Double.parseDouble(path.split("__", -1)[1])))
                    .orElseThrow();
            String schema = json.readTree(lake.read(newest).orElseThrow())
                    .path("schema")
                    .asText();
            return json.readTree(schema).path("tables");
        }
    }

    private Manifest lastLoad() {
        return night.loads().get(0);
    }

    @Test
    void bothTablesLandWithTheColumnsThatCameOnTheWay() throws SQLException {
        fill();
        run();

        assertEquals(List.of("1", "2 late"), landed("orders", "id", "note"));
        assertEquals(List.of("a", "b", "c 3"), landed("orders__items", "sku", "\"count\""));
        assertEquals(List.of(JobStatus.SUCCESS), night.auditedStatus());
    }

    @Test
    void dltFindsBothTablesAndWhichIsNestedInWhich() throws IOException {
        fill();
        run();

        JsonNode orders = schema().path("orders");
        JsonNode items = schema().path("orders__items");
        assertEquals("", orders.path("parent").asText());
        assertEquals("orders", items.path("parent").asText());
        assertEquals(
                "text", orders.path("columns").path("note").path("data_type").asText());
        assertEquals(
                "bigint", items.path("columns").path("count").path("data_type").asText());
    }

    @Test
    void theStateNamesTheLoad() {
        fill();
        run();

        try (LandingStore lake = night.lake()) {
            DatasetState state = new DatasetState(lake, "crm");
            assertEquals(Optional.of(lastLoad().load()), state.lastNamed(PIPELINE, "orders"));
            assertEquals(List.of("orders__items"), state.childTables("orders"));
        }
    }

    @Test
    void theNextSnapshotReplacesBothTables() throws SQLException {
        fill();
        run();
        orders(List.of(Map.of("id", 7L, "note", "new", "items", List.of(Map.of("sku", "z"))), Map.of("id", 8L)));
        run();

        assertEquals(List.of("7 new", "8"), landed("orders", "id", "note"));
        assertEquals(List.of("z"), landed("orders__items", "sku"));
        assertEquals(List.of("orders", "orders__items"), lastLoadsTables());
    }

    @Test
    void aSnapshotWithoutNestedRowsLeavesNoneOfTheLastOne() throws SQLException {
        fill();
        run();
        orders(List.of(Map.of("id", 9L)));
        run();

        assertEquals(List.of("9"), landed("orders", "id"));
        try (LandingStore lake = night.lake()) {
            assertEquals(List.of(), lake.list("crm/orders__items"));
        }
    }

    @Test
    void anIncrementalLoadAppendsToBothTables() throws SQLException {
        night.row = JobRows.incremental("orders", "id");
        fill();
        run();
        assertEquals("2", night.cell());
        orders(List.of(Map.of("id", 2L, "note", "late"), Map.of("id", 3L, "items", List.of(Map.of("sku", "d")))));
        run();

        assertEquals("3", night.cell());
        assertEquals(List.of("1", "2 late", "3"), landed("orders", "id", "note"));
        assertEquals(List.of("a", "b", "c", "d"), landed("orders__items", "sku"));
    }

    private List<String> lastLoadsTables() {
        return lastLoad().files().stream()
                .map(file -> file.path().split("/", -1)[1])
                .distinct()
                .toList();
    }
}
