package dev.ingest.source.rest.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.TestApi.Answer;
import dev.ingest.source.rest.endpoint.PagePlan;
import dev.ingest.source.rest.endpoint.Paging;
import dev.ingest.source.rest.endpoint.Paging.Limit;
import dev.ingest.source.rest.endpoint.Paging.Spot;
import dev.ingest.source.rest.endpoint.Paging.Totals;
import dev.ingest.source.rest.exchange.Request;
import dev.ingest.source.rest.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests say how many records to pass over. */
class OffsetTest extends PagingContractTest {
    private static final Totals UNNAMED = new Totals(Optional.of("total"), false);

    @Override
    TestApi api(PagedList list) {
        return new TestApi(asked -> {
            int offset = asked.number("offset", -1);
            int all = list.sizes().stream().mapToInt(Integer::intValue).sum();
            return list.repeats() && offset >= all ? list.page(list.sizes().size(), "") : list.behind(offset);
        });
    }

    @Override
    Paging paging() {
        return offset(UNNAMED, Optional.empty());
    }

    @Test
    void theOffsetAndTheLimitAreSent() {
        try (TestApi api = api(PagedList.of(10, 3, 2))) {
            Walk.through(api, "things", plan());

            assertEquals(
                    List.of("0", "10", "13", "15"),
                    api.asked().stream()
                            .map(asked -> asked.query().get("offset"))
                            .toList());
            assertEquals("10", api.asked().get(0).query().get("limit"));
        }
    }

    @Test
    void anApiThatCapsItsPagesLosesNothing() {
        try (TestApi api = new TestApi(asked -> records(asked.number("offset", 0), 500, 1300))) {
            PagePlan plan = new PagePlan(
                    new Paging.Offset(
                            0,
                            new Spot.Param("offset"),
                            Optional.of(new Limit(1000, new Spot.Param("limit"))),
                            UNNAMED,
                            Optional.empty()),
                    Bounds.NONE.end());

            assertEquals(ids(1, 1300), Walk.through(api, "things", plan).ids());
        }
    }

    @Test
    void aNamedTotalThatIsReachedSparesARequest() {
        PagePlan plan = new PagePlan(offset(new Totals(Optional.of("sum"), true), Optional.empty()), Bounds.NONE.end());

        Walk walk = walk(PagedList.of(10, 10).naming("sum", 20), plan);

        assertEquals(2, walk.pages());
        assertEquals("the total is reached", ((Next.End) walk.end()).reason());
    }

    @Test
    void aTotalOfFiftyWithThirtyRecordsFailsThoughNobodyNamedIt() {
        IngestException e = assertThrows(
                IngestException.class, () -> walk(PagedList.of(10, 10, 10).naming("total", 50)));

        assertTrue(
                e.getMessage().contains("the API names a total of 50 at total and sent 30 (an empty page)"),
                e.getMessage());
    }

    @Test
    void aTotalThatCountsEachPageEndsNothing() {
        try (TestApi api = new TestApi(asked -> {
            int offset = asked.number("offset", 0);
            int size = Math.max(0, Math.min(10, 25 - offset));
            return PagedList.of(10, 10, 5).naming("total", size).behind(offset);
        })) {
            assertEquals(ids(1, 25), Walk.through(api, "things", plan()).ids());
        }
    }

    @Test
    void aNamedTotalThatIsNoNumberFails() {
        PagePlan plan = new PagePlan(offset(new Totals(Optional.of("sum"), true), Optional.empty()), Bounds.NONE.end());

        IngestException e = assertThrows(IngestException.class, () -> walk(PagedList.of(10, 10), plan));

        assertTrue(e.getMessage().contains("there is no number at sum"), e.getMessage());
    }

    @Test
    void moreRecordsThanANamedTotalFail() {
        PagePlan plan = new PagePlan(offset(new Totals(Optional.of("sum"), true), Optional.empty()), Bounds.NONE.end());

        assertThrows(IngestException.class, () -> walk(PagedList.of(10, 10).naming("sum", 15), plan));
    }

    @Test
    void theMaximumOffsetEndsThePages() {
        PagePlan plan = new PagePlan(offset(UNNAMED, Optional.of(20L)), Bounds.NONE.end());

        Walk walk = walk(PagedList.of(10, 10, 10), plan);

        assertEquals(ids(1, 20), walk.ids());
        assertEquals("maximum_offset is reached", ((Next.End) walk.end()).reason());
    }

    @Test
    void valuesGoIntoTheBody() throws Exception {
        try (TestApi api =
                TestApi.inTurn(Answer.json("{\"items\":[{\"id\":1},{\"id\":2}]}"), Answer.json("{\"items\":[]}"))) {
            PagePlan plan = new PagePlan(
                    new Paging.Offset(
                            0,
                            new Spot.Body("page.from"),
                            Optional.of(new Limit(2, new Spot.Body("page.size"))),
                            UNNAMED,
                            Optional.empty()),
                    Bounds.NONE.end());
            Request base = Request.below(api.uri(), "search")
                    .withMethod("POST")
                    .withBody(Json.TREES.readTree("{\"page\":{\"sort\":\"id\"}}"));
            Walk.through(api, base, plan);

            assertEquals(
                    "{\"page\":{\"sort\":\"id\",\"from\":2,\"size\":2}}",
                    api.asked().get(1).body());
        }
    }

    private static Paging offset(Totals totals, Optional<Long> maximum) {
        return new Paging.Offset(
                0, new Spot.Param("offset"), Optional.of(new Limit(10, new Spot.Param("limit"))), totals, maximum);
    }

    private static Answer records(int offset, int cap, int all) {
        String records = IntStream.rangeClosed(offset + 1, Math.min(offset + cap, all))
                .mapToObj(id -> "{\"id\":" + id + "}")
                .collect(Collectors.joining(","));
        return Answer.json("{\"total\":" + all + ",\"items\":[" + records + "]}");
    }
}
