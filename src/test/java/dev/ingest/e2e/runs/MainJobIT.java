package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.HardValues;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Tree;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in PostgreSQL is what another program reads from the lake, cell by cell. */
class MainJobIT {
    private static TestPostgres database;

    @TempDir
    Path folder;

    @BeforeAll
    static void fill() {
        database = TestPostgres.database();
        HardValues.create(database, "hard");
        database.run(
                "CREATE VIEW hard_view AS SELECT * FROM hard",
                "CREATE TABLE empty (id int PRIMARY KEY, name varchar(20), at timestamptz)",
                "CREATE SCHEMA \"Sales Dept\"",
                "CREATE TABLE \"Sales Dept\".\"Order \"\"Details\"\"\" (\"Order ID\" int, \"select\" text, \"Größe\" int)",
                "INSERT INTO \"Sales Dept\".\"Order \"\"Details\"\"\" VALUES (1, 'a', 10), (2, NULL, 20)",
                "CREATE TABLE measured (id int, day date) PARTITION BY RANGE (day)",
                "CREATE TABLE measured_25 PARTITION OF measured FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
                "CREATE TABLE measured_26 PARTITION OF measured FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
                "INSERT INTO measured SELECT i, DATE '2025-07-01' + i FROM generate_series(1, 300) i");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.timezone=Asia/Kathmandu",
                "-Duser.timezone=America/St_Johns",
                "-Duser.timezone=UTC",
                "-Duser.timezone=Asia/Kathmandu -Duser.language=tr -Duser.country=TR"
            })
    void everyCellOfEveryTypeLandsAsItIs(String jvm) throws SQLException {
        Workspace workspace = Workspace.of(folder, database)
                .full("hard")
                .incremental("public.hard", "id")
                .full("hard_view")
                .save();

        JarProcess run = workspace.run(Jar.quick().jvm(jvm.split(" ")));

        assertEquals(0, run.exitCode(), run.output());
        for (String table : List.of("hard", "public_hard", "hard_view")) {
            String files = LandedRows.files(workspace.table(table));
            assertEquals(HardValues.landedTypes(), LandedRows.types(files), table);
            assertEquals(List.of(), HardValues.differences(database, "hard", files), table);
        }
    }

    @Test
    void viewsPartitionedTablesAndQuotedNamesAreTables() throws SQLException {
        Workspace workspace = Workspace.of(folder, database)
                .full("\"Sales Dept\".\"Order \"\"Details\"\"\"")
                .full("measured")
                .incremental("public.measured", "day")
                .full("empty")
                .incremental("public.empty", "at")
                .save();

        JarProcess run = workspace.run();

        assertEquals(0, run.exitCode(), run.output());
        String details = LandedRows.files(workspace.table("sales_dept_order_detailsx"));
        assertEquals(List.of("order_id INTEGER", "select VARCHAR", "gr_e INTEGER"), LandedRows.types(details));
        assertEquals(
                List.of("1 a 10", "2 - 20"),
                LandedRows.values("SELECT concat_ws(' ', order_id, coalesce(\"select\", '-'), gr_e) FROM " + details
                        + " ORDER BY 1"));
        List<String> days = database.ask("SELECT id || ' ' || day FROM measured ORDER BY id");
        for (String table : List.of("measured", "public_measured")) {
            String files = LandedRows.files(workspace.table(table));
            assertEquals(days, LandedRows.values("SELECT id || ' ' || day FROM " + files + " ORDER BY id"), table);
        }
        String empty = LandedRows.files(workspace.table("empty"));
        assertEquals(List.of("id INTEGER", "name VARCHAR", "at TIMESTAMP WITH TIME ZONE"), LandedRows.types(empty));
        assertEquals(List.of("0"), LandedRows.values("SELECT count(*) FROM " + empty), "the snapshot is empty now");
        assertTrue(Tree.files(workspace.table("public_empty")).isEmpty(), "nothing new, nothing landed");
    }
}
