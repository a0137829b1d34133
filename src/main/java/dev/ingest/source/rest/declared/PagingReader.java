package dev.ingest.source.rest.declared;

import dev.ingest.source.rest.endpoint.PageBounds;
import dev.ingest.source.rest.endpoint.PageBounds.RepeatedPage;
import dev.ingest.source.rest.endpoint.PageBounds.TotalMismatch;
import dev.ingest.source.rest.endpoint.PagePlan;
import dev.ingest.source.rest.endpoint.Paging;
import dev.ingest.source.rest.endpoint.Paging.From;
import dev.ingest.source.rest.endpoint.Paging.Limit;
import dev.ingest.source.rest.endpoint.Paging.Spot;
import dev.ingest.source.rest.endpoint.Paging.Totals;
import dev.ingest.source.rest.expression.Expression;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code paginator}: a name alone, or a section with a {@code type}; keys and defaults are dlt's. */
final class PagingReader {
    static final List<String> TYPES = List.of(
            "auto", "json_link", "header_link", "header_cursor", "offset", "page_number", "cursor", "single_page");
    /** APIs that filter after they cut pages send empty ones that lead on. */
    private static final int EMPTY_PAGES = 20;

    private final Declaration keys;
    private final String type;

    private PagingReader(Declaration keys) {
        this.keys = keys;
        this.type = keys.choice("type", TYPES);
    }

    /** The paging of the section {@code declaration}; empty where it has none. */
    static Optional<PagePlan> read(Declaration declaration) {
        if (!declaration.has("paginator")) {
            return Optional.empty();
        }
        if (declaration.tree("paginator").filter(Map.class::isInstance).isPresent()) {
            return declaration.section("paginator").map(PagingReader::new).map(PagingReader::plan);
        }
        String name = declaration.choice("paginator", TYPES);
        return Optional.of(named(name));
    }

    /** A way of paging with dlt's defaults. */
    static PagePlan named(String type) {
        return new PagingReader(new Declaration(Map.of("type", type), "paginator")).plan();
    }

    private PagePlan plan() {
        Paging paging = switch (type) {
            case "json_link" -> new Paging.JsonLink(keys.path("next_url_path").orElse("next"));
            case "header_link" -> new Paging.HeaderLink(keys.text("links_next_key", "next"));
            case "header_cursor" ->
                new Paging.Cursor(
                        new From.Header(keys.text("cursor_key", "next")),
                        spot("cursor_param", "cursor_body_path", "cursor"));
            case "cursor" -> new Paging.Cursor(from(), spot("cursor_param", "cursor_body_path", "cursor"));
            case "offset" ->
                new Paging.Offset(
                        keys.whole("offset", 0).orElse(0L),
                        spot("offset_param", "offset_body_path", "offset"),
                        limit(),
                        totals(),
                        keys.whole("maximum_offset", 0));
            case "page_number" -> numbers();
            case "single_page" -> new Paging.SinglePage();
            default -> new Paging.Auto();
        };
        return new PagePlan(paging, bounds(paging));
    }

    private Paging numbers() {
        long base = keys.whole("base_page", 0).orElse(0L);
        return new Paging.PageNumber(
                base,
                keys.whole("page", 0).orElse(base),
                spot("page_param", "page_body_path", "page"),
                limit(),
                totals(),
                keys.whole("maximum_page", 0));
    }

    private From from() {
        List<From> places = Stream.of(
                        keys.text("cursor_header").<From>map(From.Header::new),
                        keys.path("last_record_path").<From>map(From.LastRecord::new),
                        keys.text("cursor_expression").<From>flatMap(this::computed),
                        keys.path("cursor_path").<From>map(From.Body::new))
                .flatMap(Optional::stream)
                .toList();
        if (places.size() > 1) {
            keys.fault(
                    "type", "= cursor takes one of cursor_path, cursor_header, last_record_path and cursor_expression");
        }
        return places.isEmpty() ? new From.Body("cursors.next") : places.get(0);
    }

    private Optional<From> computed(String text) {
        try {
            Expression.compile(text);
            return Optional.of(new From.Computed(text));
        } catch (IllegalArgumentException e) {
            keys.fault("cursor_expression", e.getMessage() + ", in '" + text + "'");
            return Optional.empty();
        }
    }

    private Spot spot(String param, String bodyPath, String fallback) {
        Optional<String> inBody = keys.text(bodyPath);
        if (inBody.isPresent() && keys.has(param)) {
            keys.fault(bodyPath, "and " + param + " are two places for one value");
        }
        return inBody.<Spot>map(Spot.Body::new).orElseGet(() -> new Spot.Param(keys.text(param, fallback)));
    }

    private Optional<Limit> limit() {
        Spot spot = spot("limit_param", "limit_body_path", "limit");
        return keys.whole("limit", 1).map(records -> new Limit(records, spot));
    }

    private Totals totals() {
        return keys.has("total_path")
                ? new Totals(keys.path("total_path"), true)
                : new Totals(Optional.of("total"), false);
    }

    private PageBounds bounds(Paging paging) {
        Optional<String> hasMore = keys.path("has_more_path");
        Optional<Long> maximumPages = keys.whole("maximum_pages", 1);
        return new PageBounds(
                hasMore,
                keys.path("record_total_path"),
                emptyPages(paging, hasMore.isPresent() || maximumPages.isPresent()),
                maximumPages,
                keys.whole("maximum_rows", 1),
                keys.whole("window_limit", 1),
                TotalMismatch.valueOf(keys.choice("on_total_mismatch", List.of("fail", "warn"))
                        .toUpperCase(Locale.ROOT)),
                RepeatedPage.valueOf(keys.choice("on_repeated_page", List.of("fail", "accept"))
                        .toUpperCase(Locale.ROOT)));
    }

    private int emptyPages(Paging paging, boolean endsOtherwise) {
        boolean written = keys.has("stop_after_empty_page");
        if (paging instanceof Paging.PageNumber numbers && !keys.flag("stop_after_empty_page", true)) {
            if (!endsOtherwise && !keys.has("total_path") && numbers.maximum().isEmpty()) {
                keys.fault(
                        "stop_after_empty_page",
                        "= false needs total_path, has_more_path, maximum_page or maximum_pages: nothing else ends the pages");
            }
            return Integer.MAX_VALUE;
        }
        if (paging instanceof Paging.PageNumber || paging instanceof Paging.Offset) {
            keys.flag("stop_after_empty_page", true);
            return 1;
        }
        return written && keys.flag("stop_after_empty_page", false) ? 1 : EMPTY_PAGES;
    }
}
