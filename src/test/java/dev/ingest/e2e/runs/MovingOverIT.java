package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Tree;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever goes the way of moving-over.md, from a home and a lake that the Python tool left, loses no row and no watermark. */
class MovingOverIT {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "dlt-golden", "written-by-dlt-1.26.0");
    private static final String PAGE = Workspace.read(Path.of("src", "site", "markdown", "moving-over.md"));
    /** What dlt's state in that lake says of the table's cursor. */
    private static final String DLT = "2026-01-27 10:44:12.584+00:00";

    @TempDir
    Path home;

    private TestPostgres database;

    @BeforeEach
    void aTableThatGrewSinceDltRead() {
        database = TestPostgres.database();
        database.run("CREATE TABLE orders AS SELECT i AS id, TIMESTAMPTZ '" + DLT + "' + make_interval(days => i)"
                + " AS updated_at FROM generate_series(-2, 3) i");
    }

    /** The home as the Python tool's users have it. */
    private Workspace workspace(String watermark) {
        return Workspace.at(home)
                .secrets("""
                        [sources.postgresql]
                        credentials = "postgresql+psycopg2://postgres:x@%s:%d/%s"

                        [destination.filesystem]
                        bucket_url = "lake"
                        """.formatted(database.host(), database.port(), database.name()))
                .sheet(
                        "Sheet1",
                        List.of(
                                List.of(
                                        "source_type",
                                        "source_name",
                                        "table_name",
                                        "load_type",
                                        "watermark_column",
                                        "last_watermark",
                                        "enabled",
                                        "partition_by",
                                        "cluster_by"),
                                List.of(
                                        "PostgreSQL",
                                        "mydb",
                                        "orders",
                                        "INCREMENTAL",
                                        "updated_at",
                                        watermark,
                                        "Y",
                                        "",
                                        "")));
    }

    private static void copyLake(Path lake) throws IOException {
        for (Path file : Tree.files(GOLDEN)) {
            Path copy = lake.resolve(GOLDEN.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    private String ingest(String... words) {
        List<String> command = new ArrayList<>(List.of("--home", home.toString()));
        command.addAll(List.of(words));
        JarProcess said = InProcess.run(command.toArray(String[]::new));
        assertEquals(0, said.exitCode(), said.output());
        return said.output();
    }

    private List<String> landed(Workspace workspace) throws SQLException {
        return LandedRows.values("SELECT id FROM read_parquet('"
                + workspace.lake().toString().replace('\\', '/') + "/mydb/orders/**/*.parquet') ORDER BY id");
    }

    @Test
    void anEmptyCellGoesOnFromWhatDltRemembers() throws IOException, SQLException {
        Workspace workspace = workspace("");
        copyLake(workspace.lake());

        String state = ingest("state");
        assertTrue(state.contains("dlt      2026-01-27"), state);
        ingest("run");

        assertEquals(List.of("1", "2", "3"), landed(workspace), "what dlt read stands in its own files");
        assertEquals(
                List.of("mydb.orders"),
                workspace.audit().stream().map(line -> line.job()).toList());
        ingest("run");
        assertEquals(3, landed(workspace).size(), "a second night lands nothing twice");
    }

    @Test
    void aFilledCellIsWhereItGoesOnThatValueIncluded() throws IOException, SQLException {
        Workspace workspace = workspace("2026-01-28 10:44:12.584000");
        copyLake(workspace.lake());
        ingest("run");
        assertEquals(List.of("1", "2", "3"), landed(workspace));
    }

    @Test
    void aTrialBesideItLandsInALakeOfItsOwn() throws IOException, SQLException {
        ingest("init", home.toString());
        Workspace workspace = workspace("2026-01-28 10:44:12.584000");
        for (String command : List.of("check", "run --dry-run --connect", "run")) {
            assertTrue(PAGE.contains("./ingest.sh " + command + "\n"), command);
            ingest(command.split(" ", -1));
        }
        assertEquals(3, landed(workspace).size());
        Path old = Files.createDirectories(home.resolve("old"));
        for (Path file : Tree.files(workspace.lake().resolve("mydb/orders"))) {
            Path copy = old.resolve(
                    workspace.lake().resolve("mydb").relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        Matcher sql = Pattern.compile("```sql\n(.*?);\n```", Pattern.DOTALL).matcher(PAGE);
        assertTrue(sql.find());
        String both = sql.group(1)
                .replace("old/shop/", slashed(old) + "/")
                .replace("new/shop/", slashed(workspace.lake().resolve("mydb")) + "/");
        assertEquals(List.of("3 3"), LandedRows.values("SELECT old || ' ' || new FROM (" + both + ")"));
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }
}
