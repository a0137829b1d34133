package dev.ingest.source.rest.record;

import dev.ingest.source.rest.json.BodyPath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the records stand in a body.
 *
 * @param names the way to their list, outermost first; empty: the body itself
 * @param path a JSONPath that names are not enough for; each value at it is a record, or a list of some
 */
public record RecordSelector(List<String> names, Optional<BodyPath> path) {
    private static final Pattern NAMES = Pattern.compile("[^.\\[\\]()*?@$'\"\\s]+(\\.[^.\\[\\]()*?@$'\"\\s]+)*");

    /** The body is the list, or the record. */
    public static final RecordSelector WHOLE = new RecordSelector(List.of(), Optional.empty());

    public RecordSelector {
        names = List.copyOf(names);
    }

    /** At {@code names}. */
    public static RecordSelector at(List<String> names) {
        return new RecordSelector(names, Optional.empty());
    }

    /**
     * The selector that users wrote: {@code data.items}, {@code $.data.items[*]}, {@code $}, or another JSONPath.
     *
     * @throws IllegalArgumentException with the reason, when it is none
     */
    public static RecordSelector of(String text) {
        String plain = text.strip();
        plain = plain.endsWith("[*]") ? plain.substring(0, plain.length() - 3) : plain;
        plain = plain.equals("$") ? "" : plain.startsWith("$.") ? plain.substring(2) : plain;
        if (plain.isEmpty()) {
            return WHOLE;
        }
        return NAMES.matcher(plain).matches()
                ? at(List.of(plain.split("\\.")))
                : new RecordSelector(List.of(), Optional.of(BodyPath.of(text.strip())));
    }

    @Override
    public String toString() {
        return path.map(BodyPath::toString).orElseGet(() -> names.isEmpty() ? "$" : String.join(".", names));
    }
}
