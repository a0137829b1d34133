package dev.ingest.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A temporary folder from which no native library can be loaded: as on Windows, or mounted so that nothing runs there. */
class NoLibraryIT {
    @TempDir
    Path folder;

    @Test
    void tablesLandCompressedWhereNoLibraryCanBeLoaded() throws SQLException {
        TestPostgres database = TestPostgres.database();
        database.run(
                "CREATE TABLE plain AS SELECT i, md5(i::text) FROM generate_series(1, 1000) i",
                "CREATE TABLE dense AS SELECT * FROM plain");
        Workspace workspace = Workspace.of(folder, database)
                .settings("[sources.shop.tables.dense]\ncompression = \"zstd\"")
                .full("plain")
                .full("dense")
                .save();

        JarProcess run = Jar.quick()
                .jvm("-Djava.io.tmpdir=" + workspace.workbook().resolve("no-folder"))
                .run("run", "--home", folder.toString());

        assertEquals(0, run.exitCode(), run.output());
        for (String table : List.of("plain", "dense")) {
            assertEquals(
                    database.ask("SELECT concat_ws(' ', i, md5) FROM plain ORDER BY i"),
                    LandedRows.values("SELECT concat_ws(' ', i, md5) FROM " + LandedRows.files(workspace.table(table))
                            + " ORDER BY i"));
        }
        assertEquals(List.of("SNAPPY"), codecs(workspace, "plain"));
        assertEquals(List.of("ZSTD"), codecs(workspace, "dense"));
    }

    private static List<String> codecs(Workspace workspace, String table) throws SQLException {
        return LandedRows.values("SELECT DISTINCT compression FROM parquet_metadata('"
                + workspace.parquet(table).get(0) + "')");
    }
}
