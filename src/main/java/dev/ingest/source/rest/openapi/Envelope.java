package dev.ingest.source.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The schema of a whole response: what stands around its records. */
final class Envelope {
    private static final int DEEPEST = 3;
    private static final Pattern PLAIN = Pattern.compile("[^.\\[\\]()*?@$'\"\\s]+");

    private static final Set<String> LINK = Set.of(
            "next",
            "nexturl",
            "nextlink",
            "nextpage",
            "nextpageurl",
            "nextpagelink",
            "nexthref",
            "odata.nextlink",
            "links.next",
            "next.href");
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
    private static final Set<String> PAGES =
            Set.of("totalpages", "pagecount", "lastpage", "numpages", "totalpagecount", "pagestotal");
    private static final Set<String> TOTAL =
            Set.of("total", "totalcount", "totalrecords", "totalresults", "totalitems", "totalrows", "totalhits");
    private static final Set<String> MORE = Set.of("hasmore", "hasnext", "hasnextpage", "more", "moreresults");

    private final List<Place> places = new ArrayList<>();

    /** @param path the names that lead to a property */
    record Place(List<String> path, JsonNode schema) {
        String name() {
            return path.get(path.size() - 1);
        }

        private boolean isNamed(Set<String> names) {
            String own = Parameter.plain(name());
            String around = path.size() < 2 ? "" : Parameter.plain(path.get(path.size() - 2));
            return names.contains(own) || names.contains(around + "." + own);
        }

        /** As settings write it: names that hold signs of a path go in brackets. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (String name : path) {
                if (PLAIN.matcher(name).matches()) {
                    text.append(text.isEmpty() ? "" : ".").append(name);
                } else {
                    text.append(text.isEmpty() ? "$" : "")
                            .append("['")
                            .append(name)
                            .append("']");
                }
            }
            return text.toString();
        }
    }

    Envelope(Document document, JsonNode schema) {
        Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Place> open = new ArrayList<>(List.of(new Place(List.of(), schema)));
        while (!open.isEmpty()) {
            Place place = open.remove(0);
            if (place.path().size() < DEEPEST && Document.isObject(place.schema()) && seen.add(place.schema())) {
                document.properties(place.schema()).forEach((name, below) -> {
                    if (name.isEmpty() || name.contains("'")) {
                        return;
                    }
                    List<String> path = new ArrayList<>(place.path());
                    path.add(name);
                    Place found = new Place(List.copyOf(path), below);
                    places.add(found);
                    open.add(found);
                });
            }
        }
    }

    /** All properties, outer ones first. */
    List<Place> places() {
        return places;
    }

    /** The link of the next page. */
    Optional<Place> link() {
        return place(LINK, schema -> Document.isOf(schema, "string"));
    }

    /** What leads on, and is no link. */
    Optional<Place> cursor() {
        return place(CURSOR, schema -> !Document.isObject(schema) && !Document.isOf(schema, "boolean"));
    }

    /** How many pages there are. */
    Optional<Place> pages() {
        return place(PAGES, Envelope::isWhole);
    }

    /** How many records there are. */
    Optional<Place> total() {
        return place(TOTAL, Envelope::isWhole);
    }

    /** Whether there is more. */
    Optional<Place> more() {
        return place(MORE, schema -> Document.isOf(schema, "boolean"));
    }

    private static boolean isWhole(JsonNode schema) {
        return Document.isOf(schema, "integer") || Document.isOf(schema, "number");
    }

    private Optional<Place> place(Set<String> names, Predicate<JsonNode> fits) {
        return places.stream()
                .filter(place -> place.isNamed(names) && fits.test(place.schema()))
                .findFirst();
    }
}
