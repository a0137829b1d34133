package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.ReadersPage;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.TestApi.Answer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The query of reading-the-lake.md that brings records and their lists together. */
class NestedReadingIT {
    private static final String RECORDS = """
            [{"id": 1, "items": [{"sku": "a"}, {"sku": "b"}]}, {"id": 2, "items": []}, {"id": 3, "items": [{"sku": "c"}]}]
            """;

    @TempDir
    Path home;

    @Test
    void recordsMeetTheItemsOfTheirLists() throws SQLException {
        try (TestApi api = new TestApi(asked -> Answer.json(RECORDS))) {
            Workspace workspace = Workspace.ofApi(home, """
                    base_url = "%s"

                    [sources.shop.tables.orders]
                    path = "/orders"
                    paginator = "single_page"
                    """.formatted(api.uri()))
                    .full("orders")
                    .save();
            JarProcess run = InProcess.run(workspace.arguments());
            assertEquals(0, run.exitCode(), run.output());

            String query = ReadersPage.blocks()
                    .get("DuckDB: lists within records")
                    .strip()
                    .replaceAll(";$", "")
                    .replace("lake/crm/", workspace.dataset().toString().replace('\\', '/') + "/");

            assertEquals(List.of("1a", "1b", "3c"), LandedRows.values("SELECT id || sku FROM (" + query + ")"));
        }
    }
}
