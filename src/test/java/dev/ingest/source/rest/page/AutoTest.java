package dev.ingest.source.rest.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.TestApi.Answer;
import dev.ingest.source.rest.TestApi.Asked;
import dev.ingest.source.rest.endpoint.PagePlan;
import dev.ingest.source.rest.endpoint.Paging;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first page shows how it goes on; a page that shows more than it says how to get is a failure. */
@Timeout(60)
class AutoTest {
    private static final PagePlan AUTO = new PagePlan(new Paging.Auto(), Bounds.NONE.end());
    private static final PagedList LIST = PagedList.of(10, 3, 10);

    @Test
    void aLinkHeaderComesFirst() {
        assertAll(asked -> {
            int page = asked.number("p", 0);
            Answer answer = LIST.page(page, "\"next\":\"/wrong\",");
            return LIST.leadsOn(page) ? answer.with("Link", "<?p=" + (page + 1) + ">; rel=next") : answer;
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"next\":\"/things?p=%d\",",
                "\"next\":\"?p=%d\",\"total_pages\":99,",
                "\"links\":{\"self\":\"/x\",\"next\":{\"href\":\"/things?p=%d\"}},",
                "\"@odata.nextLink\":\"/things?p=%d\",",
                "\"paging\":{\"nextUrl\":\"/things?p=%d\"},",
                "\"meta\":{\"pagination\":{\"next_page_url\":\"/things?p=%d\"}},",
            })
    void aLinkInTheBodyIsFollowed(String link) {
        assertAll(asked -> {
            int page = asked.number("p", 0);
            return LIST.page(page, LIST.leadsOn(page) ? link.formatted(page + 1) : "");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "page; 1; \"page\":%d,\"total_pages\":3,",
                "page; 1; \"meta\":{\"current_page\":%d,\"last_page\":3},",
                "page; 0; \"number\":%d,\"totalPages\":3,",
                "page; 0; \"page\":{\"number\":%d,\"totalPages\":3,\"size\":10},",
                "pageNumber; 1; \"pageNumber\":%d,\"pageCount\":3,",
            })
    void pagesThatTheApiCountsAreAskedForByNumber(String param, int base, String counts) {
        assertAll(asked -> {
            int page = asked.number(param, base);
            return LIST.page(page - base, counts.formatted(page));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "cursor; \"next_cursor\":\"%d\",",
                "cursor; \"response_metadata\":{\"next_cursor\":%d},",
                "cursor; \"cursors\":{\"next\":\"%d\"},",
                "after; \"paging\":{\"cursors\":{\"after\":\"%d\"}},",
                "pageToken; \"nextPageToken\":\"%d\",",
                "page_token; \"next_page_token\":\"%d\",",
                "continuationToken; \"continuationToken\":\"%d\",",
            })
    void aCursorIsSentUnderItsName(String param, String cursor) {
        assertAll(asked -> {
            int page = asked.number(param, 0);
            return LIST.page(page, LIST.leadsOn(page) ? cursor.formatted(page + 1) : "");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"next\":null,",
                "\"total\":3,",
                "\"total_pages\":1,",
                "\"has_more\":false,",
                "\"next_cursor\":\"\","
            })
    void whatShowsNoMoreIsASinglePage(String extra) {
        try (TestApi api = TestApi.inTurn(PagedList.of(3).page(0, extra))) {
            Walk walk = Walk.through(api, "things", AUTO);

            assertEquals(List.of(1, 2, 3), walk.ids());
            assertEquals(1, walk.pages());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"total\":50,; it has 3 records while total = 50",
                "\"meta\":{\"total_count\":50},; it has 3 records while meta.total_count = 50",
                "\"has_more\":true,; has_more says that there is more",
                "\"pageInfo\":{\"hasNextPage\":true},; pageInfo.hasNextPage says that there is more",
            })
    void whatShowsMoreWithoutAWayFails(String extra, String why) {
        try (TestApi api = TestApi.inTurn(PagedList.of(3).page(0, extra))) {
            IngestException e = assertThrows(IngestException.class, () -> Walk.through(api, "things", AUTO));

            assertTrue(e.getMessage().contains(why), e.getMessage());
            assertTrue(e.getMessage().contains("Name the way of paging in paginator"), e.getMessage());
        }
    }

    @Test
    void aCursorThatTheApiDoesNotKnowUnderThatNameFails() {
        try (TestApi api = TestApi.inTurn(PagedList.of(3).page(0, "\"next_cursor\":\"x\","))) {
            IngestException e = assertThrows(IngestException.class, () -> Walk.through(api, "things", AUTO));

            assertTrue(e.getMessage().contains("the very records of a page before it"), e.getMessage());
        }
    }

    @Test
    void aTotalThatIsNotReachedFails() {
        try (TestApi api = TestApi.inTurn(
                PagedList.of(3).page(0, "\"count\":50,\"next\":\"?p=1\","),
                Answer.json("{\"count\":50,\"next\":null,\"items\":[{\"id\":9}]}"))) {
            IngestException e = assertThrows(IngestException.class, () -> Walk.through(api, "things", AUTO));

            assertTrue(e.getMessage().contains("the API names a total of 50 at count and sent 4"), e.getMessage());
        }
    }

    @Test
    void aSinglePageThatUsersNameIsAll() {
        PagePlan single = new PagePlan(new Paging.SinglePage(), Bounds.NONE.end());
        try (TestApi api = TestApi.inTurn(PagedList.of(3).page(0, "\"total\":50,\"has_more\":true,"))) {
            Walk walk = Walk.through(api, "things", single);

            assertEquals(List.of(1, 2, 3), walk.ids());
            assertEquals("a single page", ((Next.End) walk.end()).reason());
        }
    }

    private static void assertAll(Function<Asked, Answer> answers) {
        try (TestApi api = new TestApi(answers)) {
            Walk walk = Walk.through(api, "things", AUTO);

            assertEquals(PagingContractTest.ids(1, 23), walk.ids());
            assertEquals(3, walk.pages());
        }
    }
}
