package dev.ingest.source.rest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Lists in a body that nobody says the records of. */
final class RecordLists {
    /** As dlt has them. */
    private static final Set<String> OF_RECORDS = Set.of(
            "data",
            "items",
            "results",
            "entries",
            "records",
            "rows",
            "entities",
            "payload",
            "content",
            "objects",
            "values");

    /** Lists of these are never the records. */
    private static final Set<String> OF_OTHERS =
            Set.of("meta", "metadata", "pagination", "links", "extras", "headers", "errors", "warnings");

    private static final int DEEPEST = 3;

    private RecordLists() {}

    /** Adds the ways to all lists within the object that the parser stands at. */
    static void collect(JsonParser parser, List<String> path, List<List<String>> lists) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            List<String> below = Stream.concat(path.stream(), Stream.of(parser.currentName()))
                    .toList();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                lists.add(below);
                parser.skipChildren();
            } else if (token == JsonToken.START_OBJECT && below.size() < DEEPEST) {
                collect(parser, below, lists);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** The one that is called as records are, else the first of the least nested. */
    static Optional<List<String>> likeliest(List<List<String>> lists) {
        List<List<String>> possible = lists.stream()
                .filter(path -> path.stream().noneMatch(name -> OF_OTHERS.contains(name.toLowerCase(Locale.ROOT))))
                .toList();
        return possible.stream()
                .filter(path -> OF_RECORDS.contains(path.get(path.size() - 1)))
                .findFirst()
                .or(() -> possible.stream().min(java.util.Comparator.comparingInt(List::size)));
    }
}
