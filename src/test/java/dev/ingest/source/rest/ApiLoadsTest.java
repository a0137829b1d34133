package dev.ingest.source.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.rest.TestApi.Answer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** More data than a day's quota allows: each window counts by itself, and the next night goes on behind the last one. */
    @Test
    void windowsBeforeAQuotaIsUsedUpStayAndTheNextRunGoesOn() throws Exception {
        AtomicBoolean quota = new AtomicBoolean(true);
        try (TestApi api = new TestApi(asked -> {
            LocalDate from = day(asked, "since", LocalDate.EPOCH);
            LocalDate until = day(asked, "until", LocalDate.of(2026, 2, 1));
            if (quota.get() && from.isAfter(LocalDate.of(2026, 1, 4))) {
                return Answer.of(403, "{\"message\": \"quota used up\"}");
            }
            return Answer.json(IntStream.rangeClosed(1, 9)
                    .mapToObj(day -> LocalDate.of(2026, 1, day))
                    .filter(day -> !day.isBefore(from) && !day.isAfter(until))
                    .map(day -> "{\"id\": " + day.getDayOfMonth() + ", \"at\": \"" + day + "T12:00:00Z\"}")
                    .collect(Collectors.joining(",", "[", "]")));
        })) {
            Workspace workspace = Workspace.ofApi(home, """
                            base_url = "%s"
                            paginator = "single_page"
                            tables.events.incremental = { start_param = "since", end_param = "until", initial_value = "2026-01-01T00:00:00Z" }
                            """.formatted(api.uri()))
                    .incremental("events", "at")
                    .with(JobColumn.LOAD_WINDOW, "2d")
                    .save();

            JarProcess first = workspace.call();
            assertEquals(1, first.exitCode(), first.output());
            assertTrue(first.output().contains("quota used up"), first.output());
            String rows =
                    "SELECT count(*), count(DISTINCT id), max(id) FROM " + LandedRows.files(workspace.table("events"));
            assertEquals(List.of(List.of("5", "5", "5")), LandedRows.query(rows));

            quota.set(false);
            JarProcess second = workspace.call();
            assertEquals(0, second.exitCode(), second.output());
            assertEquals(List.of(List.of("9", "9", "9")), LandedRows.query(rows));
        }
    }

    @Test
    void aLoadWindowOfNumbersIsRefused() throws Exception {
        try (TestApi api = new TestApi(asked -> Answer.json("[{\"id\": 1}]"))) {
            JarProcess run = Workspace.ofApi(home, """
                            base_url = "%s"
                            paginator = "single_page"
                            tables.events.incremental = { start_param = "above" }
                            """.formatted(api.uri()))
                    .incremental("events", "id")
                    .with(JobColumn.LOAD_WINDOW, "1000")
                    .save()
                    .call();
            assertEquals(1, run.exitCode(), run.output());
            assertTrue(run.output().contains("Empty load_window"), run.output());
        }
    }

    private static LocalDate day(TestApi.Asked asked, String param, LocalDate fallback) {
        return Optional.ofNullable(asked.query().get(param))
                .map(text -> LocalDate.parse(text.substring(0, 10)))
                .orElse(fallback);
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
