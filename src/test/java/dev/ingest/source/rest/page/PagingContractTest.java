package dev.ingest.source.rest.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.endpoint.PagePlan;
import dev.ingest.source.rest.endpoint.Paging;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every way of paging owes, whatever an API does: all records once, or a failure that names the page. A subclass says
 * how its API pages.
 */
@Timeout(60)
abstract class PagingContractTest {
    /** An API whose list is cut into {@code pages}, and that pages as the way under test expects. */
    abstract TestApi api(PagedList list);

    abstract Paging paging();

    /** Whether an empty page ends the pages though it may lead on. */
    boolean endsOnAnEmptyPage() {
        return true;
    }

    PagePlan plan() {
        return new PagePlan(paging(), Bounds.NONE.end());
    }

    @Test
    void allPagesAreRead() {
        assertEquals(ids(1, 25), walk(PagedList.of(10, 10, 5)).ids());
    }

    @Test
    void aLastPageThatIsFullIsTheLast() {
        Walk walk = walk(PagedList.of(10, 10));

        assertEquals(ids(1, 20), walk.ids());
        assertTrue(walk.end() instanceof Next.End, walk.end().toString());
    }

    @Test
    void nothingAtAllIsTheEnd() {
        Walk walk = walk(PagedList.of(0));

        assertEquals(List.of(), walk.ids());
        assertTrue(walk.end() instanceof Next.End, walk.end().toString());
    }

    @Test
    void oneRecordIsAll() {
        assertEquals(ids(1, 1), walk(PagedList.of(1)).ids());
    }

    @Test
    void aShortPageInTheMiddleEndsNothing() {
        assertEquals(ids(1, 33), walk(PagedList.of(10, 3, 10, 10)).ids());
    }

    @Test
    void pagesThatGrowAreReadToTheEnd() {
        assertEquals(ids(1, 15), walk(PagedList.of(1, 2, 3, 4, 5)).ids());
    }

    @Test
    void anEmptyLastPageThatLeadsOnIsTheEnd() {
        Walk walk = walk(PagedList.of(10, 0).forEver());

        assertEquals(ids(1, 10), walk.ids());
        assertTrue(walk.pages() < 30, walk.pages() + " pages");
    }

    @Test
    void anEmptyPageInTheMiddleIsPassedWhereTheApiLeadsOn() {
        if (!endsOnAnEmptyPage()) {
            assertEquals(ids(1, 15), walk(PagedList.of(10, 0, 0, 5)).ids());
        }
    }

    @Test
    void aPageThatRepeatsForEverFails() {
        IngestException e = assertThrows(
                IngestException.class, () -> walk(PagedList.of(10, 10).stuck()));

        assertEquals(FailureKind.READ, e.kind());
        assertTrue(e.getMessage().startsWith("Cannot go on behind page 3, GET http://127.0.0.1:"), e.getMessage());
        assertTrue(e.getMessage().contains("the very records of a page before it"), e.getMessage());
    }

    @Test
    void pagesEndAtTheCaps() {
        PagePlan two = new PagePlan(paging(), Bounds.NONE.maximumPages(2).end());
        PagePlan records = new PagePlan(paging(), Bounds.NONE.maximumRecords(11).end());

        assertEquals(ids(1, 20), walk(PagedList.of(10, 10, 10), two).ids());
        assertEquals(ids(1, 20), walk(PagedList.of(10, 10, 10), records).ids());
        assertEquals(2, walk(PagedList.of(10, 10, 10), records).pages());
    }

    @Test
    void aTotalThatIsNotReachedFails() {
        PagePlan plan =
                new PagePlan(paging(), Bounds.NONE.recordTotalPath("count").end());

        assertEquals(
                ids(1, 20), walk(PagedList.of(10, 10).naming("count", 20), plan).ids());
        IngestException e = assertThrows(
                IngestException.class, () -> walk(PagedList.of(10, 10).naming("count", 50), plan));

        assertTrue(e.getMessage().contains("the API names a total of 50 at count and sent 20"), e.getMessage());
        assertTrue(e.getMessage().contains("on_total_mismatch"), e.getMessage());
    }

    @Test
    void aTotalThatIsNotReachedIsAWarningWhereUsersSaySo() {
        PagePlan plan = new PagePlan(
                paging(), Bounds.NONE.recordTotalPath("count").warn().end());

        Walk walk = walk(PagedList.of(10, 10).naming("count", 50), plan);

        assertEquals(ids(1, 20), walk.ids());
        assertTrue(
                ((Next.End) walk.end()).warning().orElse("").contains("total of 50"),
                walk.end().toString());
    }

    @Test
    void aTotalThatIsNotThereFails() {
        PagePlan plan =
                new PagePlan(paging(), Bounds.NONE.recordTotalPath("count").end());

        IngestException e = assertThrows(IngestException.class, () -> walk(PagedList.of(10, 10), plan));

        assertTrue(e.getMessage().contains("there is no number at count"), e.getMessage());
    }

    @Test
    void aFlagThatThereIsNoMoreEndsThePages() {
        PagePlan plan =
                new PagePlan(paging(), Bounds.NONE.hasMorePath("more_to_come").end());

        Walk walk = walk(PagedList.of(10, 10, 5).flagging("more_to_come"), plan);

        assertEquals(ids(1, 25), walk.ids());
        assertEquals(3, walk.pages());
    }

    @Test
    void aFlagThatIsNotThereFails() {
        PagePlan plan =
                new PagePlan(paging(), Bounds.NONE.hasMorePath("more_to_come").end());

        IngestException e = assertThrows(IngestException.class, () -> walk(PagedList.of(10, 10), plan));

        assertTrue(e.getMessage().contains("there is nothing at more_to_come"), e.getMessage());
    }

    @Test
    void aFullWindowBeginsAnewBehindItsLastRecord() {
        PagePlan plan = new PagePlan(paging(), Bounds.NONE.windowLimit(25).end());

        Walk walk = walk(PagedList.of(10, 10, 10, 10), plan);

        assertEquals(ids(1, 20), walk.ids());
        assertTrue(walk.end() instanceof Next.Restart, walk.end().toString());
    }

    @Test
    void aWindowThatIsNotFullEnds() {
        PagePlan plan = new PagePlan(paging(), Bounds.NONE.windowLimit(100).end());

        Walk walk = walk(PagedList.of(10, 10), plan);

        assertEquals(ids(1, 20), walk.ids());
        assertTrue(walk.end() instanceof Next.End, walk.end().toString());
    }

    final Walk walk(PagedList list) {
        return walk(list, plan());
    }

    final Walk walk(PagedList list, PagePlan plan) {
        try (TestApi api = api(list)) {
            return Walk.through(api, "things?size=10", plan);
        }
    }

    static List<Integer> ids(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
