package dev.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.CursorType;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;

/**
 * Some rows of a table of test data, told by their places or by their keys.
 *
 * @param key the column of the keys and how they compare; absent: {@code from} and {@code to} are places
 * @param from the first; absent: from the start, rows without a key included
 * @param to the first that is of another part; absent: to the end
 */
record MemoryPart(Optional<KeyColumn> key, Optional<String> from, Optional<String> to) {
    private static final String NONE = "*";

    static MemoryPart rows(long from, long to) {
        return new MemoryPart(Optional.empty(), Optional.of(Long.toString(from)), Optional.of(Long.toString(to)));
    }

    static MemoryPart keys(KeyColumn key, Optional<String> from, Optional<String> to) {
        return new MemoryPart(Optional.of(key), from, to);
    }

    static MemoryPart parse(String predicate) {
        String[] words = predicate.split(" ", -1);
        return new MemoryPart(
                word(words[0]).map(name -> new KeyColumn(name, CursorType.valueOf(words[1]))),
                word(words[2]),
                word(words[3]));
    }

    /** In words that hold no blank, {@code *} for one that is absent. */
    String predicate() {
        return word(key.map(KeyColumn::name)) + " "
                + key.map(found -> found.type().name()).orElse(NONE) + " " + word(from) + " " + word(to);
    }

    boolean holds(long place, Map<String, Object> row) {
        if (key.isEmpty()) {
            return place >= Long.parseLong(from.orElseThrow()) && place < Long.parseLong(to.orElseThrow());
        }
        CursorType type = key.get().type();
        Optional<String> value = MemoryTable.text(row, key.get().name(), type);
        return value.map(found -> from.map(low -> CursorText.compare(type, found, low) >= 0)
                                .orElse(true)
                        && to.map(high -> CursorText.compare(type, found, high) < 0)
                                .orElse(true))
                .orElse(from.isEmpty());
    }

    private static String word(Optional<String> value) {
        return value.map(found -> "=" + URLEncoder.encode(found, UTF_8)).orElse(NONE);
    }

    private static Optional<String> word(String word) {
        return word.equals(NONE) ? Optional.empty() : Optional.of(URLDecoder.decode(word.substring(1), UTF_8));
    }
}
