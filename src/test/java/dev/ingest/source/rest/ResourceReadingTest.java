package dev.ingest.source.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.source.rest.TestApi.Answer;
import dev.ingest.source.rest.TestApi.Asked;
import dev.ingest.source.rest.exchange.TestPace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a resource is gone through: windows, parents, lists, steps, and pages that are begun anew. */
class ResourceReadingTest {
    private static String records(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(id -> "{\"id\":" + id + ",\"at\":\"2026-01-" + String.format("%02d", 1 + id % 28)
                        + "T00:00:00Z\",\"tags\":[" + id + "]}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static Answer paged(Asked asked, int all) {
        return page(asked.number("offset", 0), asked.number("limit", 100), all);
    }

    private static Answer page(int offset, int limit, int all) {
        return Answer.json("{\"total\":" + all + ",\"data\":" + records(offset, Math.min(all, offset + limit)) + "}");
    }

    private static List<String> queries(TestApi api) {
        return api.asked().stream().map(asked -> asked.path() + asked.query()).toList();
    }

    @Test
    void theFirstPageIsAskedForOnce() {
        try (TestApi api = new TestApi(asked -> paged(asked, 250))) {
            Map<String, List<String>> rows = ReadApi.of(
                            api, "paginator = {type = \"offset\", limit = 100}\n[tables.t]\ndata_selector = \"data\"")
                    .batches(37)
                    .read("t");

            assertEquals(250, new TreeSet<>(rows.get("")).size());
            assertEquals(250, rows.get("tags").size());
            assertEquals(
                    List.of("/t{offset=0, limit=100}", "/t{offset=100, limit=100}", "/t{offset=200, limit=100}"),
                    queries(api));
        }
    }

    @Test
    void theRowsOfASlowApiGoOnPageByPage() {
        AtomicReference<TestPace> pace = new AtomicReference<>(new TestPace());
        try (TestApi api = new TestApi(asked -> {
            pace.get().pass(Duration.ofSeconds(6));
            int offset = Math.min(550, asked.number("offset", 0));
            return Answer.json("{\"data\":" + records(offset, Math.min(550, offset + 100)) + "}");
        })) {
            ReadApi slow = ReadApi.of(
                    api,
                    "paginator = {type = \"offset\", limit = 100, total_path = \"\"}\n[tables.t]\ndata_selector = \"data\"");
            pace.set(slow.pace());

            assertEquals(550, new TreeSet<>(slow.read("t").get("")).size());
            assertEquals(
                    550, slow.batches().stream().mapToInt(Integer::intValue).sum());
            assertTrue(slow.batches().size() > 1, slow.batches().toString());
            assertTrue(
                    slow.batches().stream().allMatch(rows -> rows % 50 == 0),
                    slow.batches().toString());
        }
    }

    @Test
    void pagesThatATotalCountsAreAskedForSideBySide() {
        CountDownLatch together = new CountDownLatch(3);
        try (TestApi api = new TestApi(asked -> {
            if (asked.number("offset", 0) >= 200) {
                together.countDown();
                assertTrue(awaits(together), "three pages under way at once");
            }
            return paged(asked, 700);
        })) {
            Map<String, List<String>> rows = ReadApi.of(
                            api,
                            "concurrency = 3\npaginator = {type = \"offset\", limit = 100}\n[tables.t]\ndata_selector = \"data\"")
                    .read("t");

            assertEquals(700, rows.get("").size());
            assertEquals(700, new TreeSet<>(rows.get("")).size());
            assertEquals(7, api.asked().size());
        }
    }

    /** The server sends fewer than it is asked for, and fewer still at times: what was asked for too far off is not taken. */
    @ParameterizedTest
    @ValueSource(ints = {30, 70, 100, 170})
    void pagesThatAreShorterThanExpectedAreAskedForWhereTheyBegin(int cap) {
        try (TestApi api = new TestApi(asked -> {
            int offset = asked.number("offset", 0);
            int limit = Math.min(cap, asked.number("limit", 0)) / (offset % 4 == 0 ? 1 : 2);
            return page(offset, limit, 700);
        })) {
            Map<String, List<String>> rows = ReadApi.of(
                            api, "paginator = {type = \"offset\", limit = 100}\n[tables.t]\ndata_selector = \"data\"")
                    .read("t");

            assertEquals(700, rows.get("").size());
            assertEquals(700, new TreeSet<>(rows.get("")).size());
        }
    }

    @Test
    void aPageThatTheTotalPromisesAndTheApiRefusesFailsTheJobUnlessThePagesEndBeforeIt() {
        try (TestApi api = new TestApi(asked ->
                asked.number("offset", 0) >= 400 ? Answer.of(400, "{\"error\":\"too far\"}") : paged(asked, 700))) {
            ReadApi read = ReadApi.of(
                    api, "paginator = {type = \"offset\", limit = 100}\n[tables.t]\ndata_selector = \"data\"");
            String message =
                    assertThrows(IngestException.class, () -> read.read("t")).getMessage();
            assertTrue(message.contains("offset=400"), message);

            Map<String, List<String>> rows = ReadApi.of(
                            api,
                            "paginator = {type = \"offset\", limit = 100, maximum_rows = 400}\n[tables.t]\ndata_selector = \"data\"")
                    .read("t");
            assertEquals(400, rows.get("").size());
        }
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aWindowIsAskedForAndWhatLiesOutsideIsDroppedWithWhatIsNestedInIt() {
        try (TestApi api = new TestApi(
                asked -> Answer.json(
                        "[{\"id\":1,\"at\":\"2026-01-01T00:00:00Z\",\"l\":[1]},{\"id\":2,\"at\":\"2026-01-03T00:00:00Z\",\"l\":[2]},"
                                + "{\"id\":3,\"l\":[3]},{\"id\":4,\"at\":null,\"l\":[4]},{\"id\":5,\"at\":\"2999-01-01T00:00:00Z\",\"l\":[5]}]"))) {
            Map<String, List<String>> rows = ReadApi.of(
                            api,
                            "paginator = \"single_page\"\n[tables.t.incremental]\nstart_param = \"since\"\nend_param = \"until\"\nformat = \"epoch_s\"")
                    .readFrom("t", "at", "2026-01-02 00:00:00+00:00");

            assertEquals(List.of("id=2 at=2026-01-03T00:00Z"), rows.get(""));
            assertEquals(List.of("_dlt_list_idx=0 value=2"), rows.get("l"));
            assertEquals("1767312000", api.asked().get(0).query().get("since"));
            assertTrue(
                    api.asked().stream().anyMatch(asked -> asked.query().containsKey("until")),
                    queries(api).toString());
        }
    }

    @Test
    void whatComesNewestFirstEndsBelowTheWindow() {
        try (TestApi api = new TestApi(asked -> {
            int page = asked.number("page", 1);
            int day = 30 - page * 2;
            return Answer.json(
                    day < 1
                            ? "[]"
                            : "[{\"id\":" + page + ",\"at\":\"2026-01-" + String.format("%02d", day)
                                    + "T00:00:00Z\"}]");
        })) {
            Map<String, List<String>> rows = ReadApi.of(
                            api,
                            "paginator = {type = \"page_number\", base_page = 1, total_path = \"\"}\n[tables.t]\nincremental = {row_order = \"desc\"}")
                    .readFrom("t", "at", "2026-01-25 00:00:00+00:00");

            assertEquals(2, rows.get("").size());
            assertTrue(api.asked().size() <= 5, queries(api).toString());
        }
    }

    @Test
    void eachRecordOfAParentIsAskedAbout() {
        try (TestApi api = new TestApi(asked -> asked.path().equals("/posts")
                ? Answer.json("[{\"id\":\"a/b\",\"title\":\"A\"},{\"id\":\"c\",\"title\":\"C\"}]")
                : asked.path().startsWith("/posts/a")
                        ? Answer.json("[]")
                        : Answer.json("[{\"text\":\"of " + asked.path() + "\"}]"))) {
            Map<String, List<String>> rows = ReadApi.of(api, """
                            paginator = "single_page"
                            [tables.posts]
                            [tables.comments]
                            path = "posts/{resources.posts.id}/comments"
                            include_from_parent = ["id", "title"]
                            """).read("comments");

            assertEquals(List.of("text=of /posts/c/comments _posts_id=c _posts_title=C"), rows.get(""));
            assertTrue(queries(api).contains("/posts/a%2Fb/comments{}")
                    || queries(api).contains("/posts/a/b/comments{}"));
        }
    }

    @Test
    void parentsAreAskedAboutInGroups() {
        try (TestApi api = new TestApi(asked -> asked.path().equals("/users")
                ? Answer.json("[{\"id\":1},{\"id\":2},{\"id\":3}]")
                : Answer.json("[{\"for\":\"" + asked.query().get("ids") + "\"}]"))) {
            Map<String, List<String>> rows = ReadApi.of(api, """
                            paginator = "single_page"
                            [tables.users]
                            [tables.orders]
                            params = {ids = "{resources.users.id}"}
                            parent_group = 2
                            """).read("orders");

            assertEquals(List.of("for=1,2", "for=3"), rows.get(""));
        }
    }

    @Test
    void listsAreGoneThroughWithEachOther() {
        try (TestApi api = new TestApi(asked -> Answer.json("[{\"q\":\"" + asked.query() + "\"}]"))) {
            Map<String, List<String>> rows = ReadApi.of(api, """
                            paginator = "single_page"
                            [tables.t]
                            params = {r = "{for_each.region}", k = "{for_each.kind}"}
                            [tables.t.for_each]
                            region = ["eu", "us"]
                            kind = ["x", "y"]
                            """).read("t");

            assertEquals(
                    List.of(
                            "q={r=eu, k=x} region=eu kind=x",
                            "q={r=eu, k=y} region=eu kind=y",
                            "q={r=us, k=x} region=us kind=x",
                            "q={r=us, k=y} region=us kind=y"),
                    rows.get(""));
        }
    }

    @Test
    void stepsCutTheWindowWithoutGapOrOverlap() {
        try (TestApi api =
                new TestApi(asked -> Answer.json("[{\"at\":\"" + asked.query().get("from") + "\"}]"))) {
            ReadApi.of(api, """
                            paginator = "single_page"
                            [tables.t]
                            step = "1mo"
                            params = {from = "{step.start}", to = "{step.end}"}
                            incremental = {initial_value = "2025-12-15T00:00:00Z"}
                            """).read("t");

            assertEquals(
                    List.of(
                            "/t{from=2025-12-15T00:00:00Z, to=2026-01-15T00:00:00Z}",
                            "/t{from=2026-01-15T00:00:00Z, to=2026-02-15T00:00:00Z}",
                            "/t{from=2026-02-15T00:00:00Z, to=2026-03-01T12:00:00Z}"),
                    queries(api).stream().distinct().sorted().toList());
        }
    }

    @Test
    void aWindowOfTheApiIsCutAtTheCursorWithoutLossOrDouble() {
        List<Integer> cursors = new ArrayList<>();
        IntStream.range(0, 100).forEach(id -> cursors.add(id / 3));
        try (TestApi api = new TestApi(asked -> {
            int since = asked.number("since", 0);
            int offset = asked.number("offset", 0);
            if (offset + 10 > 40) {
                return Answer.of(400, "{\"error\":\"window\"}");
            }
            return Answer.json(IntStream.range(0, 100)
                    .filter(id -> cursors.get(id) >= since)
                    .skip(offset)
                    .limit(10)
                    .mapToObj(id -> "{\"id\":" + id + ",\"v\":" + cursors.get(id) + "}")
                    .collect(Collectors.joining(",", "[", "]")));
        })) {
            Map<String, List<String>> rows = ReadApi.of(api, """
                            paginator = {type = "offset", limit = 10, total_path = "", window_limit = 40}
                            [tables.t.incremental]
                            start_param = "since"
                            """).readFrom("t", "v", "0");

            assertEquals(100, rows.get("").size());
            assertEquals(100, new TreeSet<>(rows.get("")).size());
        }
    }

    @Test
    void expressionsSayWhereItGoesOnAndWhenItEnds() {
        try (TestApi api = new TestApi(asked -> {
            int after = asked.number("after", 0);
            return Answer.json("[{\"id\":" + (after + 1) + "},{\"id\":" + (after + 2) + "}]")
                    .with("x-left", "" + (8 - after));
        })) {
            Map<String, List<String>> rows = ReadApi.of(api, """
                            paginator = {type = "cursor", cursor_expression = "{last_record.id}", cursor_param = "after"}
                            [tables.t]
                            stop_when = "headers['x-left'] == '2'"
                            """).read("t");

            assertEquals(8, rows.get("").size());
        }
    }

    @Test
    void secretHeadersOfAResourceAreLookedUpWhenTheyAreSent() {
        try (TestApi api = new TestApi(
                asked -> Answer.json("[{\"seen\":\"" + asked.headers().get("X-api-key") + "\"}]"))) {
            Map<String, List<String>> rows = ReadApi.of(
                            api, "paginator = \"single_page\"\n[tables.t]\nheaders = {X-Api-Key = \"abc\"}")
                    .read("t");

            assertEquals(List.of("seen=secret-of-tables.t.headers.X-Api-Key"), rows.get(""));
        }
    }

    @Test
    void aCountInAHeaderIsHeldAgainstWhatCame() {
        try (TestApi api = new TestApi(asked -> Answer.json(records(0, 10)).with("X-Total-Count", "100"))) {
            String message = assertThrows(
                            IngestException.class,
                            () -> ReadApi.of(api, "paginator = \"header_link\"").read("t"))
                    .getMessage();

            assertTrue(message.contains("counts 100 in its header X-Total-Count and sent 10"), message);
        }
    }

    @Test
    void anApiThatCountsFromOneLosesNoRecord() {
        try (TestApi api = new TestApi(asked -> {
            int start = asked.number("startIndex", 1);
            return Answer.json(
                    "{\"totalResults\":101,\"Resources\":" + records(start, Math.min(102, start + 100)) + "}");
        })) {
            Map<String, List<String>> rows = ReadApi.of(
                            api,
                            "paginator = {type = \"offset\", offset = 1, offset_param = \"startIndex\", limit = 100,"
                                    + " total_path = \"totalResults\"}")
                    .read("t");

            assertEquals(101, rows.get("").size());
        }
    }

    @Test
    void aCursorOfAnotherTypeFailsTheJob() {
        try (TestApi api = new TestApi(asked -> Answer.json("[{\"id\":1,\"v\":1},{\"id\":2,\"v\":\"n/a\"}]"))) {
            String message = assertThrows(
                            IngestException.class,
                            () -> ReadApi.of(api, "paginator = \"single_page\"").readFrom("t", "v", "0"))
                    .getMessage();

            assertTrue(message.contains("watermark column 'v' is int64, and a record has 'n/a'"), message);
        }
    }

    @Test
    void aCursorOverTheRecordsOfParentsIsRefused() {
        try (TestApi api = new TestApi(asked -> Answer.json("[{\"id\":1,\"v\":1}]"))) {
            String toml = "paginator = \"single_page\"\n[tables.p]\n[tables.c]\npath = \"p/{resources.p.id}\"";

            String message = assertThrows(
                            IngestException.class, () -> ReadApi.of(api, toml).readFrom("c", "v", "0"))
                    .getMessage();

            assertTrue(message.contains("Set load_type to FULL"), message);
        }
    }

    @Test
    void aListThatTurnsIntoAnObjectFailsTheJob() {
        try (TestApi api = TestApi.inTurn(
                Answer.json("{\"data\":[{\"id\":1}],\"next\":\"/t?p=2\"}"), Answer.json("{\"data\":{\"id\":2}}"))) {
            IngestException failure = assertThrows(
                    IngestException.class,
                    () -> ReadApi.of(api, "paginator = \"json_link\"").read("t"));

            assertTrue(
                    String.valueOf(failure.getMessage()).contains("where the pages before had a list"),
                    failure.getMessage());
        }
    }

    @Test
    void aPlaceWithoutRecordsIsAFaultUnlessThatIsMeant() {
        try (TestApi api = new TestApi(asked -> Answer.json("{\"meta\":1}"))) {
            String toml = "paginator = \"single_page\"\n[tables.t]\ndata_selector = \"data\"\n";

            assertThrows(IngestException.class, () -> ReadApi.of(api, toml).read("t"));
            assertEquals(Map.of(), ReadApi.of(api, toml + "empty_ok = true").read("t"));
        }
    }

    @Test
    void everythingThatIsWrongWithASectionIsSaidAtOnce() {
        try (TestApi api = new TestApi(asked -> Answer.json("[]"))) {
            String message = assertThrows(
                            IngestException.class,
                            () -> ReadApi.of(api, "[tables.t]\nmetod = \"POST\"\nrecords = \"row\"\nstep = \"often\"")
                                    .read("t"))
                    .getMessage();

            assertTrue(message.contains("metod is a key that means nothing here. Did you mean 'method'?"), message);
            assertTrue(message.contains("records is one of rows, body, not 'row'"), message);
            assertTrue(message.contains("step is a length as 1d"), message);
        }
    }
}
