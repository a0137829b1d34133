package dev.ingest.e2e.kills;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LakeCheck;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.TestApi.Answer;
import dev.ingest.source.rest.TestApi.Asked;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that read an API which grows, killed at moments that nobody chose; then one that ends well: every record once, with
 * what is nested in it. {@code -Dingest.kills=500} kills more often, {@code -Dingest.seed} draws the same again.
 */
@Timeout(3_600)
class ApiKillIT {
    private static final int KILLS = Math.max(1, Integer.getInteger("ingest.kills", 16) / 2);
    private static final int PAGE = 100;
    private static final int GROWTH = 250;
    private static final List<String> MOMENTS = List.of("Executing", "Starting job: shop.events", "Job  ");

    private final long seed = Long.getLong("ingest.seed", System.nanoTime());
    private final AtomicInteger records = new AtomicInteger(1_000);

    @TempDir
    Path home;

    @Test
    void whereverARunIsKilledTheNextOneMendsIt() throws Exception {
        try (TestApi api = new TestApi(this::answer)) {
            Workspace workspace = Workspace.ofApi(home, """
                            base_url = "%s"
                            tables.events = { data_selector = "data", paginator = { type = "offset", limit = %d }, incremental = { start_param = "since" } }
                            tables.all = { path = "events", data_selector = "data", paginator = { type = "offset", limit = %d } }
                            """.formatted(api.uri(), PAGE, PAGE))
                    .incremental("events", "id")
                    .full("all")
                    .save();
            RandomKills killed = new RandomKills(seed, MOMENTS);
            while (killed.kills() < KILLS) {
                Path output = home.resolve("round-" + killed.runs());
                killed.kill(Jar.quick().start(output, workspace.arguments()), output);
                assertEquals(List.of(), new LakeCheck(workspace.dataset()).unreadable(), "seed " + seed);
                records.addAndGet(GROWTH);
            }
            JarProcess ended = workspace.run(Jar.quick());

            assertEquals(0, ended.exitCode(), "seed " + seed + ": " + ended.output());
            for (String table : List.of("events", "all")) {
                landedOnce(workspace, table);
            }
        }
    }

    private void landedOnce(Workspace workspace, String table) throws Exception {
        String all = Integer.toString(records.get());
        String rows = LandedRows.files(workspace.table(table));
        assertEquals(
                List.of(List.of(all, all)),
                LandedRows.query("SELECT count(*), count(DISTINCT id) FROM " + rows),
                table + ", seed " + seed);
        assertEquals(
                List.of(List.of(all, all)),
                LandedRows.query("SELECT count(*), count(DISTINCT value) FROM "
                        + LandedRows.files(workspace.table(table + "__tags")) + " AS tag WHERE EXISTS (SELECT 1 FROM "
                        + rows + " AS own WHERE own._dlt_id = tag._dlt_parent_id AND own.id = tag.value)"),
                table + "__tags, seed " + seed);
    }

    private Answer answer(Asked asked) {
        int since = asked.number("since", 0);
        int offset = asked.number("offset", 0);
        return Answer.json(IntStream.range(Math.max(0, since), records.get())
                .skip(offset)
                .limit(asked.number("limit", PAGE))
                .mapToObj(id -> "{\"id\":" + id + ",\"name\":\"n" + id + "\",\"tags\":[" + id + "]}")
                .collect(Collectors.joining(",", "{\"data\":[", "]}")));
    }
}
