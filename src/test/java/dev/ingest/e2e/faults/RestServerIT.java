package dev.ingest.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.JsonServer;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.SpoiltApi;
import dev.ingest.e2e.fixture.SpoiltApi.Spoil;
import dev.ingest.e2e.fixture.Workspace;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A REST server that is not ours, of 100,000 records, whose answers fail every now and then. */
@Timeout(300)
class RestServerIT {
    private static final int RECORDS = 100_000;
    private static final List<String> WAYS = List.of("links", "pages", "offsets");

    @TempDir
    Path home;

    @Test
    void everyRecordLandsOnceWhateverBecomesOfAnswers() throws Exception {
        try (JsonServer server = JsonServer.of(records());
                SpoiltApi api = new SpoiltApi(server.port(), RestServerIT::spoilt)) {
            Workspace workspace = Workspace.ofApi(home, """
                    base_url = "%s"
                    request_backoff_factor = "50ms"
                    tables.links = { path = "records", params = { _page = 1, _limit = 2000 }, paginator = "header_link" }
                    tables.pages = { path = "records", paginator = { type = "page_number", base_page = 1, page_param = "_page", limit = 2000, limit_param = "_limit" } }
                    tables.offsets = { path = "records", paginator = { type = "offset", offset_param = "_start", limit = 2000, limit_param = "_limit" } }
                    """.formatted(api.address()));
            WAYS.forEach(workspace::full);
            JarProcess run = workspace.save().run();
            assertEquals(0, run.exitCode(), run.output());
            assertEquals(
                    EnumSet.allOf(Spoil.class), EnumSet.copyOf(api.happened().keySet()));
            for (String way : WAYS) {
                landedOnce(workspace, way);
            }
        }
    }

    /** One answer in six, each kind in turn. */
    private static Optional<Spoil> spoilt(int request) {
        List<Spoil> all = List.copyOf(EnumSet.allOf(Spoil.class));
        return request % 6 == 0 ? Optional.of(all.get(request / 6 % all.size())) : Optional.empty();
    }

    private static void landedOnce(Workspace workspace, String way) throws SQLException {
        String rows = LandedRows.files(workspace.table(way));
        assertEquals(
                List.of(List.of("100000", "100000", "0", "99999", "4999975000.00")),
                LandedRows.query("SELECT count(*), count(DISTINCT id), min(id), max(id),"
                        + " CAST(sum(CAST(amount AS decimal(38,2))) AS varchar) FROM " + rows),
                way);
        String tags = LandedRows.files(workspace.table(way + "__tags"));
        assertEquals(
                List.of(List.of(Integer.toString(tagCount()), "0")),
                LandedRows.query("SELECT count(*), count(*) FILTER (NOT EXISTS (SELECT 1 FROM " + rows
                        + " AS parent WHERE parent._dlt_id = _dlt_parent_id)) FROM " + tags),
                way);
    }

    private static int tagCount() {
        int tags = 0;
        for (int id = 0; id < RECORDS; id++) {
            tags += id % 3;
        }
        return tags;
    }

    private Path records() throws IOException {
        Path file = home.resolve("db.json");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"records\": [");
            for (int id = 0; id < RECORDS; id++) {
                List<String> tags = List.of("\"red\"", "\"green\"").subList(0, id % 3);
                out.write(id == 0 ? "" : ",\n");
                out.write("{\"id\": %d, \"name\": \"n %d\", \"amount\": %d.25, \"tags\": %s}"
                        .formatted(id, id, id, tags));
            }
            out.write("]}");
        }
        return file;
    }
}
