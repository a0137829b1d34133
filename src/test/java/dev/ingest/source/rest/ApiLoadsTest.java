package dev.ingest.source.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.rest.TestApi.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads of an API that follow each other. */
class ApiLoadsTest {
    @TempDir
    Path home;

    @Test
    void aTableWithLoadIdsIsLoadedAgain() throws Exception {
        try (TestApi api = new TestApi(asked -> Answer.json(
                "[{\"id\": %s, \"at\": \"2026-01-0%sT00:00:00Z\"}]".formatted(since(asked), since(asked))))) {
            Workspace workspace = Workspace.ofApi(home, """
                            base_url = "%s"
                            paginator = "single_page"
                            add_dlt_load_id = true
                            tables.events.incremental = { start_param = "since", initial_value = "2026-01-01T00:00:00Z" }
                            """.formatted(api.uri()))
                    .incremental("events", "at")
                    .save();
            for (int load = 0; load < 2; load++) {
                JarProcess run = workspace.call();
                assertEquals(0, run.exitCode(), run.output());
            }
            assertEquals(
                    List.of(List.of("2", "2", "2")),
                    LandedRows.query("SELECT count(*), count(DISTINCT id), count(DISTINCT _dlt_load_id) FROM "
                            + LandedRows.files(workspace.table("events"))));
        }
    }

    @Test
    void whatARulePassesOverIsCountedInTheAudit() throws Exception {
        try (TestApi api = new TestApi(asked -> asked.path().equals("/users/2")
                ? Answer.of(404, "{\"error\": \"gone\"}")
                : Answer.json("[{\"id\": 1}]"))) {
            Workspace workspace = Workspace.ofApi(home, """
                            base_url = "%s"
                            paginator = "single_page"
                            tables.users.path = "users/{for_each.user}"
                            tables.users.for_each = { user = [1, 2, 3] }
                            tables.users.response_actions = [ { status_code = 404, action = "ignore" } ]
                            """.formatted(api.uri()))
                    .full("users")
                    .save();
            JarProcess run = workspace.call();
            assertEquals(0, run.exitCode(), run.output());
            assertEquals(
                    List.of("SUCCESS,2,1 answer passed over by a rule"),
                    workspace.audit().stream()
                            .map(line -> line.status() + "," + line.rows() + "," + line.error())
                            .toList());
        }
    }

    /** The day behind the one that is asked from. */
    private static int since(TestApi.Asked asked) {
        return Integer.parseInt(
                        asked.query().getOrDefault("since", "2026-01-01").substring(8, 10))
                + 1;
    }
}
