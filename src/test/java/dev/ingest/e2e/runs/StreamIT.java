package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with a table. */
class StreamIT {
    private static final long ROWS = 20_000_000;

    @TempDir
    Path folder;

    @Test
    void twentyMillionRowsPassThroughASmallHeap() throws Exception {
        TestPostgres database = TestPostgres.database();
        // In the select list the rows are streamed; as a table the server would write them all to disk first.
        database.run("CREATE VIEW numbers AS SELECT i AS id, (i % 1000)::int AS remainder, i::text AS name"
                + " FROM (SELECT generate_series(1::bigint, " + ROWS + ") AS i) AS numbered");
        Workspace workspace = Workspace.of(folder, database)
                .settings("[sources.shop]\nfile_bytes = \"64 MiB\"")
                .full("numbers")
                .save();

        JarProcess run = workspace.run(Jar.standard().jvm("-Xmx256m"));

        assertEquals(0, run.exitCode(), run.output());
        String files = LandedRows.files(workspace.table("numbers"));
        long sum = ROWS * (ROWS + 1) / 2;
        assertEquals(
                List.of(List.of(
                        Long.toString(ROWS),
                        Long.toString(sum),
                        Long.toString(sum),
                        Long.toString(ROWS / 1000 * 499_500))),
                LandedRows.query(
                        "SELECT count(*), sum(id)::bigint, sum(name::bigint)::bigint, sum(remainder)::bigint FROM "
                                + files));
        assertEquals(ROWS, workspace.audit("shop.numbers").get(0).rows());
    }
}
