package dev.ingest.source.rest.page;

import dev.ingest.source.rest.endpoint.Paging;
import dev.ingest.source.rest.endpoint.Paging.Spot;
import dev.ingest.source.rest.exchange.Param;
import dev.ingest.source.rest.exchange.Request;
import dev.ingest.source.rest.json.BodyPath;
import java.util.Optional;

/** Finds the way in the first page, in dlt's order: link header, link, number of pages, cursor, or nothing of them. */
final class AutoWay implements Way {
    private Optional<Taken> found = Optional.empty();

    /** @param what it is, as users would write it */
    private record Taken(String what, Way way) {}

    @Override
    public Request first(Request base) {
        return base;
    }

    @Override
    public Step next(Request last, PageFacts page, Progress progress) {
        Taken taken = found.orElseGet(() -> find(last, page, progress));
        found = Optional.of(taken);
        return taken.way().next(last, page, progress);
    }

    @Override
    public Optional<String> detected() {
        return found.map(Taken::what);
    }

    private static Taken find(Request last, PageFacts page, Progress progress) {
        if (LinkHeader.of(page.headers().allValues("Link")).link("next").isPresent()) {
            return new Taken("header_link", Links.inHeader("next"));
        }
        Optional<Hints.Found> link = Hints.link(page.envelope());
        if (link.isPresent()) {
            return new Taken(
                    "json_link, next_url_path = " + link.get(),
                    Links.inBody(BodyPath.named(link.get().path())));
        }
        Optional<Hints.Found> pages = Hints.pages(page.envelope());
        if (pages.isPresent()) {
            return numbered(last, page, pages.get());
        }
        Optional<Hints.Found> cursor = Hints.cursor(page.envelope());
        if (cursor.isPresent()) {
            String param = param(cursor.get());
            BodyPath path = BodyPath.named(cursor.get().path());
            return new Taken(
                    "cursor, cursor_path = " + path + ", cursor_param = " + param,
                    new Cursors(path.toString(), each -> path.find(each.envelope()), new Spot.Param(param)));
        }
        Hints.total(page.envelope(), page.records()).ifPresent(total -> {
            throw PageFault.after(
                    last,
                    progress,
                    "it has " + page.records() + " records while " + total + " = " + total.value()
                            + ", and nothing in it shows how the pages go on",
                    "Name the way of paging in paginator, or single_page where this page is all");
        });
        return new Taken("single_page", new SinglePages());
    }

    private static Taken numbered(Request last, PageFacts page, Hints.Found pages) {
        Optional<Hints.Found> current = Hints.page(page.envelope());
        String param = last.params().stream()
                .map(Param::name)
                .filter(Hints::isPage)
                .findFirst()
                .or(() -> current.map(Hints.Found::name).filter(name -> !name.equals("number")))
                .filter(name -> !name.startsWith("current"))
                .orElse("page");
        long first = current.map(found -> found.value().asLong()).orElse(1L);
        BodyPath path = BodyPath.named(pages.path());
        PageNumbers numbers = new PageNumbers(new Paging.PageNumber(
                Math.min(first, 1),
                first,
                new Spot.Param(param),
                Optional.empty(),
                new Paging.Totals(Optional.empty(), false),
                Optional.empty()));
        long before = first == 0 ? 0 : first - 1;
        return new Taken(
                "page_number, page_param = " + param + ", total_path = " + path,
                new CountedPages(numbers, path, before));
    }

    /** {@code next_cursor} is sent as {@code cursor}, {@code nextPageToken} as {@code pageToken}. */
    private static String param(Hints.Found cursor) {
        String name = cursor.name();
        if (name.equals("next") || name.equals("endCursor") || name.equals("end_cursor")) {
            return "cursor";
        }
        if (!name.matches("next_?([cC]ursor|[pP]age_?([tT]oken|[cC]ursor))")) {
            return name;
        }
        String rest = name.replaceFirst("^next_?", "");
        return Character.toLowerCase(rest.charAt(0)) + rest.substring(1);
    }

    /** Pages by number, as many as the API counts. */
    private record CountedPages(Way numbers, BodyPath path, long before) implements Way {
        @Override
        public Request first(Request base) {
            return numbers.first(base);
        }

        @Override
        public Step next(Request last, PageFacts page, Progress progress) {
            long pages = path.find(page.envelope()).map(total -> total.asLong()).orElse(0L);
            return before + progress.pages() >= pages || page.records() == 0
                    ? new Step.Done("page " + (before + progress.pages()) + " of " + pages)
                    : numbers.next(last, page, progress);
        }
    }
}
