package dev.ingest.source.rest.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** What the names in a body give away of its pages; names are compared without case and underscores. */
final class Hints {
    private static final int DEEPEST = 4;

    private static final Set<String> MORE = Set.of("hasmore", "hasnext", "hasnextpage", "more", "moreresults");
    private static final Set<String> LINK = Set.of(
            "next", "nexturl", "nextlink", "nextpage", "nextpageurl", "nextpagelink", "nexthref", "@odata.nextlink");
    private static final Set<String> PAGES =
            Set.of("totalpages", "pagecount", "pages", "lastpage", "numpages", "totalpagecount", "pagestotal");
    private static final Set<String> PAGE =
            Set.of("page", "currentpage", "pagenumber", "pageno", "number", "pageindex");
    private static final Set<String> CURSOR = Set.of(
            "nextcursor",
            "nextpagetoken",
            "nexttoken",
            "nextpagecursor",
            "continuationtoken",
            "nextcontinuationtoken",
            "cursors.next",
            "cursors.after",
            "cursor.next",
            "cursor.after",
            "endcursor");
    private static final Set<String> TOTAL = Set.of(
            "total",
            "count",
            "totalcount",
            "totalrecords",
            "totalresults",
            "totalitems",
            "totalrows",
            "recordcount",
            "totalhits");

    private Hints() {}

    /**
     * A place in a body.
     *
     * @param path the names that lead there
     */
    record Found(List<String> path, JsonNode value) {
        String name() {
            return path.get(path.size() - 1);
        }

        @Override
        public String toString() {
            return String.join(".", path);
        }
    }

    /** A flag that says that there is more. */
    static Optional<Found> more(JsonNode envelope) {
        return find(envelope, (name, value) -> MORE.contains(name) && value.isBoolean() && value.asBoolean());
    }

    static Optional<Found> link(JsonNode envelope) {
        return find(
                envelope,
                (name, value) -> LINK.contains(name)
                        && Links.text(value)
                                .filter(text -> text.matches("(?s)(https?://|[/?]).*"))
                                .isPresent());
    }

    static Optional<Found> pages(JsonNode envelope) {
        return find(envelope, (name, value) -> PAGES.contains(name) && value.isIntegralNumber());
    }

    static Optional<Found> page(JsonNode envelope) {
        return find(envelope, (name, value) -> PAGE.contains(name) && value.isIntegralNumber());
    }

    static boolean isPage(String param) {
        return PAGE.contains(plain(param));
    }

    static Optional<Found> cursor(JsonNode envelope) {
        return find(
                envelope,
                (name, value) -> CURSOR.contains(name)
                        && value.isValueNode()
                        && !value.isNull()
                        && !value.isBoolean()
                        && !value.asText().isEmpty());
    }

    /** A number that is larger than {@code records} and may be of all. */
    static Optional<Found> total(JsonNode envelope, long records) {
        return find(
                envelope,
                (name, value) -> TOTAL.contains(name) && value.isIntegralNumber() && value.asLong() > records);
    }

    private static Optional<Found> find(JsonNode envelope, BiPredicate<String, JsonNode> fits) {
        return find(List.of(), envelope, fits);
    }

    private static Optional<Found> find(List<String> path, JsonNode at, BiPredicate<String, JsonNode> fits) {
        if (!at.isObject() || path.size() >= DEEPEST) {
            return Optional.empty();
        }
        List<Found> below = new ArrayList<>();
        at.properties().forEach(field -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(field.getKey());
            below.add(new Found(longer, field.getValue()));
        });
        return below.stream()
                .filter(found -> fits.test(plain(found.name()), found.value())
                        || fits.test(lastTwo(found.path()), found.value()))
                .findFirst()
                .or(() -> below.stream()
                        .flatMap(found -> find(found.path(), found.value(), fits).stream())
                        .findFirst());
    }

    private static String lastTwo(List<String> path) {
        return path.size() < 2 ? "" : plain(path.get(path.size() - 2) + "." + path.get(path.size() - 1));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
