package dev.ingest.source.rest.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.source.rest.endpoint.PageBounds.RepeatedPage;
import dev.ingest.source.rest.endpoint.PageBounds.TotalMismatch;
import dev.ingest.source.rest.endpoint.PagePlan;
import dev.ingest.source.rest.endpoint.Paging;
import dev.ingest.source.rest.endpoint.Paging.From;
import dev.ingest.source.rest.endpoint.Paging.Limit;
import dev.ingest.source.rest.endpoint.Paging.Spot;
import dev.ingest.source.rest.endpoint.Paging.Totals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paginators as dlt's users write them. */
class PagingReaderTest {
    private static final Totals TOTAL = new Totals(Optional.of("total"), false);

    @Test
    void aNameAloneHasDltsDefaults() {
        assertEquals(new Paging.JsonLink("next"), paging("json_link"));
        assertEquals(new Paging.HeaderLink("next"), paging("header_link"));
        assertEquals(new Paging.Cursor(new From.Header("next"), new Spot.Param("cursor")), paging("header_cursor"));
        assertEquals(new Paging.Cursor(new From.Body("cursors.next"), new Spot.Param("cursor")), paging("cursor"));
        assertEquals(
                new Paging.Offset(0, new Spot.Param("offset"), Optional.empty(), TOTAL, Optional.empty()),
                paging("offset"));
        assertEquals(
                new Paging.PageNumber(0, 0, new Spot.Param("page"), Optional.empty(), TOTAL, Optional.empty()),
                paging("page_number"));
        assertEquals(new Paging.SinglePage(), paging("single_page"));
        assertEquals(new Paging.Auto(), paging("auto"));
    }

    @Test
    void keysOfASectionAreRead() {
        assertEquals(
                new Paging.Offset(
                        5,
                        new Spot.Body("page.from"),
                        Optional.of(new Limit(100, new Spot.Param("max"))),
                        new Totals(Optional.of("meta.count"), true),
                        Optional.of(5000L)),
                paging(Map.of(
                        "type", "offset",
                        "limit", 100L,
                        "offset", 5L,
                        "offset_body_path", "page.from",
                        "limit_param", "max",
                        "total_path", "meta.count",
                        "maximum_offset", 5000L)));
        assertEquals(
                new Paging.PageNumber(
                        1,
                        3,
                        new Spot.Param("p"),
                        Optional.empty(),
                        new Totals(Optional.empty(), true),
                        Optional.of(9L)),
                paging(Map.of(
                        "type",
                        "page_number",
                        "base_page",
                        1L,
                        "page",
                        3L,
                        "page_param",
                        "p",
                        "total_path",
                        "",
                        "maximum_page",
                        9L)));
        assertEquals(
                new Paging.Cursor(new From.LastRecord("id"), new Spot.Body("after")),
                paging(Map.of("type", "cursor", "last_record_path", "id", "cursor_body_path", "after")));
        assertEquals(
                new Paging.Cursor(new From.Header("X-Next"), new Spot.Param("c")),
                paging(Map.of("type", "cursor", "cursor_header", "X-Next", "cursor_param", "c")));
    }

    @Test
    void boundsAreRead() {
        PagePlan plan = read(Map.of(
                        "type", "json_link",
                        "has_more_path", "more",
                        "record_total_path", "count",
                        "maximum_pages", 7L,
                        "maximum_rows", 700L,
                        "window_limit", 10_000L,
                        "on_total_mismatch", "warn",
                        "on_repeated_page", "accept"))
                .orElseThrow();

        assertEquals(Optional.of("more"), plan.bounds().hasMorePath());
        assertEquals(Optional.of("count"), plan.bounds().recordTotalPath());
        assertEquals(Optional.of(7L), plan.bounds().maximumPages());
        assertEquals(Optional.of(700L), plan.bounds().maximumRecords());
        assertEquals(Optional.of(10_000L), plan.bounds().windowLimit());
        assertEquals(TotalMismatch.WARN, plan.bounds().onTotalMismatch());
        assertEquals(RepeatedPage.ACCEPT, plan.bounds().onRepeatedPage());
    }

    @Test
    void emptyPagesEndWhereThePlanSaysSo() {
        assertEquals(1, empty(Map.of("type", "offset")));
        assertEquals(1, empty(Map.of("type", "page_number")));
        assertEquals(20, empty(Map.of("type", "cursor")));
        assertEquals(1, empty(Map.of("type", "cursor", "stop_after_empty_page", true)));
        assertEquals(
                Integer.MAX_VALUE,
                empty(Map.of("type", "page_number", "stop_after_empty_page", false, "total_path", "pages")));
    }

    @Test
    void nothingWrittenIsNoPaging() {
        assertEquals(Optional.empty(), PagingReader.read(new Declaration(Map.of(), "sources.crm")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "type=jsonlink; sources.crm.paginator.type is one of auto, json_link, header_link, header_cursor, offset,"
                        + " page_number, cursor, single_page, not 'jsonlink'. Did you mean 'json_link'?",
                "type=json_link,next_path=x; sources.crm.paginator.next_path is a key that means nothing here.",
                "type=offset,limit=0; sources.crm.paginator.limit is to be a whole number, 1 or more, not '0'",
                "type=json_link,next_url_path=$.a[?(; sources.crm.paginator.next_url_path is no path into a JSON body",
                "type=cursor,cursor_path=a,cursor_header=b; takes one of cursor_path, cursor_header and last_record_path",
                "type=cursor,cursor_param=a,cursor_body_path=b; cursor_body_path and cursor_param are two places",
                "type=page_number,stop_after_empty_page=false; nothing else ends the pages",
                "type=json_link,on_total_mismatch=ignore; on_total_mismatch is one of fail, warn, not 'ignore'",
            })
    void whatIsWrongIsSaid(String keys, String fault) {
        Map<String, Object> section = new java.util.LinkedHashMap<>();
        for (String pair : keys.split(",", -1)) {
            int equals = pair.indexOf('=');
            section.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        Declaration declaration = new Declaration(Map.of("paginator", section), "sources.crm");
        PagingReader.read(declaration);

        List<String> faults = declaration.faults();
        assertTrue(faults.stream().anyMatch(each -> each.contains(fault)), faults.toString());
    }

    private static int empty(Map<String, Object> section) {
        return read(section).orElseThrow().bounds().emptyPages();
    }

    private static Paging paging(Object paginator) {
        return read(paginator).orElseThrow().paging();
    }

    private static Optional<PagePlan> read(Object paginator) {
        Declaration declaration = new Declaration(Map.of("paginator", paginator), "sources.crm");
        Optional<PagePlan> plan = PagingReader.read(declaration);
        assertEquals(List.of(), declaration.faults());
        return plan;
    }
}
