package dev.ingest.source.rest.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.endpoint.PagePlan;
import dev.ingest.source.rest.endpoint.Paging;
import dev.ingest.source.rest.endpoint.Paging.Spot;
import dev.ingest.source.rest.endpoint.Paging.Totals;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pages are numbered. */
class PageNumberTest extends PagingContractTest {
    private static final Totals UNNAMED = new Totals(Optional.of("total"), false);
    private static final Totals NAMED = new Totals(Optional.of("page_count"), true);

    @Override
    TestApi api(PagedList list) {
        return new TestApi(asked -> list.page(asked.number("page", -1) - 1, ""));
    }

    @Override
    Paging paging() {
        return numbers(1, UNNAMED, Optional.empty());
    }

    @Override
    PagePlan plan() {
        return new PagePlan(paging(), Bounds.NONE.emptyPages(1).end());
    }

    @Test
    void theTotalOfPagesSparesARequest() {
        assertEquals(
                2, walk(PagedList.of(10, 10).naming("page_count", 2), named(1)).pages());
    }

    @Test
    void pagesMayBeginWithZero() {
        try (TestApi api =
                new TestApi(asked -> PagedList.of(4, 4).naming("page_count", 2).page(asked.number("page", -1), ""))) {
            PagePlan plan = new PagePlan(
                    new Paging.PageNumber(0, 0, new Spot.Param("page"), Optional.empty(), NAMED, Optional.empty()),
                    Bounds.NONE.emptyPages(1).end());

            assertEquals(ids(1, 8), Walk.through(api, "things", plan).ids());
            assertEquals(2, api.asked().size());
        }
    }

    @Test
    void aRunMayBeginInTheMiddle() {
        Walk walk = walk(PagedList.of(10, 10, 10).naming("page_count", 3), named(2));

        assertEquals(ids(11, 30), walk.ids());
        assertEquals(2, walk.pages());
    }

    @Test
    void fewerPagesThanTheTotalFail() {
        IngestException e = assertThrows(
                IngestException.class, () -> walk(PagedList.of(10, 10).naming("page_count", 5), named(1)));

        assertTrue(e.getMessage().contains("a total of 5 at page_count and sent 2"), e.getMessage());
    }

    @Test
    void aTableWithoutRecordsHasOnePage() {
        assertEquals(1, walk(PagedList.of(0).naming("page_count", 1), named(1)).pages());
    }

    @Test
    void aTotalOfRecordsThatIsTakenForPagesEndsNothing() {
        assertEquals(
                ids(1, 25), walk(PagedList.of(10, 10, 5).naming("total", 25)).ids());
    }

    @Test
    void aTotalOfRecordsThatIsNotReachedFails() {
        IngestException e = assertThrows(
                IngestException.class, () -> walk(PagedList.of(10, 10).naming("total", 30)));

        assertTrue(e.getMessage().contains("a total of 30 at total and sent 20"), e.getMessage());
    }

    @Test
    void theMaximumPageEndsThePages() {
        PagePlan plan = new PagePlan(numbers(1, UNNAMED, Optional.of(3L)), Bounds.NONE.end());

        assertEquals(ids(1, 20), walk(PagedList.of(10, 10, 10), plan).ids());
    }

    private static PagePlan named(long first) {
        return new PagePlan(
                numbers(first, NAMED, Optional.empty()),
                Bounds.NONE.emptyPages(1).end());
    }

    private static Paging numbers(long first, Totals totals, Optional<Long> maximum) {
        return new Paging.PageNumber(1, first, new Spot.Param("page"), Optional.empty(), totals, maximum);
    }
}
