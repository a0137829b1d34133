package dev.ingest.source.rest.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.TestApi.Answer;
import dev.ingest.source.rest.endpoint.PagePlan;
import dev.ingest.source.rest.endpoint.Paging;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The body names the link of the next page. */
class JsonLinkTest extends PagingContractTest {
    @Override
    TestApi api(PagedList list) {
        return new TestApi(asked -> {
            int page = asked.number("page", 0);
            String next = list.leadsOn(page) ? "\"/things?page=" + (page + 1) + "\"" : "null";
            return list.page(page, "\"links\":{\"next\":" + next + "},");
        });
    }

    @Override
    Paging paging() {
        return new Paging.JsonLink("links.next");
    }

    @Override
    boolean endsOnAnEmptyPage() {
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "false", "{}", "{\"href\":null}"})
    void whatLeadsNowhereIsTheEnd(String next) {
        try (TestApi api = TestApi.inTurn(Answer.json("{\"links\":{\"next\":" + next + "},\"items\":[{\"id\":1}]}"))) {
            Walk walk = Walk.through(api, "things", plan());

            assertEquals(new Next.End("no next link in links.next", java.util.Optional.empty()), walk.end());
        }
    }

    @Test
    void aLinkInAnObjectIsFollowedAndReplacesTheParameters() {
        try (TestApi api = new TestApi(asked -> asked.query().containsKey("c")
                ? Answer.json("{\"items\":[{\"id\":2}]}")
                : Answer.json("{\"links\":{\"next\":{\"href\":\"?c=a%2Bb\"}},\"items\":[{\"id\":1}]}"))) {
            assertEquals(ids(1, 2), Walk.through(api, "things?size=10", plan()).ids());
            assertEquals(Map.of("c", "a+b"), api.asked().get(1).query());
            assertEquals("/things", api.asked().get(1).path());
        }
    }

    @Test
    void aLinkToItselfIsFollowedOnceAndFails() {
        try (TestApi api = TestApi.inTurn(Answer.json("{\"links\":{\"next\":\"/things\"},\"items\":[{\"id\":1}]}"))) {
            IngestException e = assertThrows(IngestException.class, () -> Walk.through(api, "things", plan()));

            assertTrue(e.getMessage().contains("the very records of a page before it"), e.getMessage());
            assertEquals(2, api.asked().size());
        }
    }

    @Test
    void aLinkToItselfOnAnEmptyPageIsTheEnd() {
        try (TestApi api = TestApi.inTurn(
                Answer.json("{\"links\":{\"next\":\"/things?p=2\"},\"items\":[{\"id\":1}]}"),
                Answer.json("{\"links\":{\"next\":\"/things?p=2\"},\"items\":[]}"))) {
            Walk walk = Walk.through(api, "things", plan());

            assertEquals(ids(1, 1), walk.ids());
            assertEquals("an empty page that names a page seen before", ((Next.End) walk.end()).reason());
        }
    }

    @Test
    void aFlagThatSaysMoreWithoutALinkFails() {
        try (TestApi api = TestApi.inTurn(Answer.json("{\"has_more\":true,\"items\":[{\"id\":1}]}"))) {
            IngestException e = assertThrows(IngestException.class, () -> Walk.through(api, "things", plan()));

            assertTrue(
                    e.getMessage().contains("no next link in links.next, yet has_more says that there is more"),
                    e.getMessage());
        }
    }

    @Test
    void manyEmptyPagesInARowEndWithAWarning() {
        Walk walk = walk(PagedList.of(5, 0).forEver());

        assertTrue(
                ((Next.End) walk.end()).warning().orElse("").startsWith("20 empty pages in a row"),
                walk.end().toString());
    }

    @Test
    void thePlanMayEndAtTheFirstEmptyPage() {
        PagePlan plan = new PagePlan(paging(), Bounds.NONE.emptyPages(1).end());

        assertEquals(2, walk(PagedList.of(5, 0).forEver(), plan).pages());
    }

    @Test
    void pagesThatMayBeAlikeAreReadToTheEnd() {
        PagePlan plan = new PagePlan(paging(), Bounds.NONE.accept().end());
        try (TestApi api = new TestApi(asked -> Answer.json("{\"links\":{\"next\":"
                + (asked.number("p", 0) < 3 ? "\"?p=" + (asked.number("p", 0) + 1) + "\"" : "null")
                + "},\"items\":[{\"id\":7}]}"))) {
            assertEquals(4, Walk.through(api, "things", plan).ids().size());
        }
    }
}
