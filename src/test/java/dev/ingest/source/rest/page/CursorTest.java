package dev.ingest.source.rest.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.TestApi.Answer;
import dev.ingest.source.rest.endpoint.PagePlan;
import dev.ingest.source.rest.endpoint.Paging;
import dev.ingest.source.rest.endpoint.Paging.From;
import dev.ingest.source.rest.endpoint.Paging.Spot;
import dev.ingest.source.rest.exchange.Request;
import dev.ingest.source.rest.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The body names a cursor. */
class CursorTest extends PagingContractTest {
    @Override
    TestApi api(PagedList list) {
        return new TestApi(asked -> {
            int page = asked.number("after", 0);
            return list.page(page, "\"cursors\":{\"next\":" + (list.leadsOn(page) ? page + 1 : null) + "},");
        });
    }

    @Override
    Paging paging() {
        return new Paging.Cursor(new From.Body("cursors.next"), new Spot.Param("after"));
    }

    @Override
    boolean endsOnAnEmptyPage() {
        return false;
    }

    @Test
    void theOtherParametersStay() {
        try (TestApi api = api(PagedList.of(2, 2))) {
            Walk.through(api, "things?size=2&q=x", plan());

            assertEquals("{size=2, q=x, after=1}", api.asked().get(1).query().toString());
        }
    }

    @Test
    void aCursorGoesIntoTheBodyAsItIs() throws Exception {
        try (TestApi api = new TestApi(asked -> asked.body().contains("search_after")
                ? Answer.json("{\"items\":[{\"id\":2}]}")
                : Answer.json("{\"last\":[12345678901234567890123,\"b\"],\"items\":[{\"id\":1}]}"))) {
            PagePlan plan = new PagePlan(
                    new Paging.Cursor(new From.Body("last"), new Spot.Body("query.search_after")), Bounds.NONE.end());
            Request base = Request.below(api.uri(), "search")
                    .withMethod("POST")
                    .withBody(Json.TREES.readTree("{\"query\":{\"a\":1}}"));

            assertEquals(ids(1, 2), Walk.through(api, base, plan).ids());
            assertEquals(
                    "{\"query\":{\"a\":1,\"search_after\":[12345678901234567890123,\"b\"]}}",
                    api.asked().get(1).body());
            assertEquals("application/json", api.asked().get(1).headers().get("Content-type"));
        }
    }

    @Test
    void aListIsNoParameter() {
        try (TestApi api = TestApi.inTurn(Answer.json("{\"cursors\":{\"next\":[1]},\"items\":[{\"id\":1}]}"))) {
            IngestException e = assertThrows(IngestException.class, () -> Walk.through(api, "things", plan()));

            assertTrue(e.getMessage().contains("cursors.next is a list or an object"), e.getMessage());
        }
    }

    @Test
    void theLastRecordIsACursor() {
        try (TestApi api = new TestApi(asked -> PagedList.of(3, 1, 3).behind(asked.number("since", 0)))) {
            PagePlan plan = new PagePlan(
                    new Paging.Cursor(new From.LastRecord("id"), new Spot.Param("since")), Bounds.NONE.end());

            assertEquals(ids(1, 7), Walk.through(api, "things", plan).ids());
            assertEquals(4, api.asked().size());
        }
    }

    @Test
    void anExpressionIsACursor() {
        try (TestApi api = new TestApi(asked -> PagedList.of(3, 1, 3).behind(asked.number("since", 0)))) {
            assertEquals(
                    ids(1, 7),
                    Walk.through(api, "things", computed("last_record.id")).ids());
            assertEquals(4, api.asked().size());
        }
    }

    @Test
    void anExpressionWithoutAValueFails() {
        try (TestApi api = TestApi.inTurn(PagedList.of(3).page(0, ""))) {
            IngestException e =
                    assertThrows(IngestException.class, () -> Walk.through(api, "things", computed("last_record.key")));

            assertTrue(e.getMessage().contains("cursor_expression has no value: {last_record.key}"), e.getMessage());
        }
    }

    private static PagePlan computed(String expression) {
        return new PagePlan(
                new Paging.Cursor(new From.Computed(expression), new Spot.Param("since")), Bounds.NONE.end());
    }

    @Test
    void aHeaderIsACursor() {
        PagedList list = PagedList.of(3, 1, 3);
        try (TestApi api = new TestApi(asked -> {
            int page = asked.number("cursor", 0);
            Answer answer = list.page(page, "");
            return list.leadsOn(page) ? answer.with("X-Next", String.valueOf(page + 1)) : answer;
        })) {
            PagePlan plan = new PagePlan(
                    new Paging.Cursor(new From.Header("x-next"), new Spot.Param("cursor")), Bounds.NONE.end());

            assertEquals(ids(1, 7), Walk.through(api, "things", plan).ids());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "false", "[]"})
    void whatLeadsNowhereIsTheEnd(String cursor) {
        try (TestApi api =
                TestApi.inTurn(Answer.json("{\"cursors\":{\"next\":" + cursor + "},\"items\":[{\"id\":1}]}"))) {
            assertEquals(ids(1, 1), Walk.through(api, "things", plan()).ids());
        }
    }

    @Test
    void moreWithoutACursorFails() {
        PagePlan plan = new PagePlan(paging(), Bounds.NONE.hasMorePath("rest").end());
        try (TestApi api = TestApi.inTurn(Answer.json("{\"rest\":true,\"items\":[{\"id\":1}]}"))) {
            IngestException e = assertThrows(IngestException.class, () -> Walk.through(api, "things", plan));

            assertTrue(e.getMessage().contains("rest says that there is more"), e.getMessage());
        }
    }
}
