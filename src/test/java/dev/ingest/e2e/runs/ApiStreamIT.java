package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.rest.TestApi;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the records of an API. */
class ApiStreamIT {
    private static final long RECORDS = 5_000_000;
    private static final int PAGE = 5_000;

    @TempDir
    Path folder;

    @Test
    void fiveMillionRecordsPassThroughASmallHeap() throws Exception {
        try (TestApi api = new TestApi(asked -> TestApi.Answer.json(page(asked.number("page", 0))))) {
            Workspace workspace = Workspace.ofApi(folder, """
                            base_url = "%s"
                            paginator = { type = "page_number", base_page = 0, total_path = "pages" }
                            file_bytes = "64 MiB"
                            tables.orders.data_selector = "data"
                            """.formatted(api.uri()))
                    .full("orders")
                    .save();

            JarProcess run = workspace.run(Jar.standard().jvm("-Xmx256m"));

            assertEquals(0, run.exitCode(), run.output());
            long sum = RECORDS * (RECORDS - 1) / 2;
            assertEquals(
                    List.of(List.of(
                            Long.toString(RECORDS), Long.toString(RECORDS), Long.toString(sum), Long.toString(sum))),
                    LandedRows.query(
                            "SELECT count(*), count(DISTINCT id), sum(id)::bigint, sum(address__number)::bigint"
                                    + " FROM " + LandedRows.files(workspace.table("orders"))));
            assertEquals(RECORDS, workspace.audit().get(0).rows());
        }
    }

    private static String page(long page) {
        return LongStream.range(page * PAGE, Math.min(RECORDS, (page + 1) * PAGE))
                .mapToObj(id -> "{\"id\":" + id + ",\"name\":\"Customer " + id
                        + "\",\"created_at\":\"2026-01-01T00:00:00Z\",\"address\":{\"city\":\"Oslo\",\"number\":" + id
                        + "}}")
                .collect(Collectors.joining(",", "{\"pages\":" + (RECORDS + PAGE - 1) / PAGE + ",\"data\":[", "]}"));
    }
}
