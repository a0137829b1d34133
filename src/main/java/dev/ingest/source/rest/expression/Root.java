package dev.ingest.source.rest.expression;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a path begins with. */
public enum Root {
    INCREMENTAL("the window: `start_value`, `end_value`, `initial_value`, `last_value`"),
    STEP("the piece of the window that one request asks for: `start`, `end`"),
    FOR_EACH("the values that the request is made for, by the names of their lists"),
    RESOURCES("a record of a parent endpoint: `resources.posts.id`"),
    RESPONSE("the body of the response"),
    HEADERS("the headers of the response, whatever their case: `headers['x-next']`"),
    LAST_RECORD("the last record of the page"),
    PAGE("the page at hand: `number` (from 0), `records`, `total` (records so far)"),
    RECORD("the record at hand"),
    SECRET("secrets of the source's section, by the way to their key: `secret['auth.token']`");

    private static final Set<Root> ALL = EnumSet.allOf(Root.class);

    private final String meaning;

    Root(String meaning) {
        this.meaning = meaning;
    }

    /** All roots, for texts that may ask for any. */
    public static Set<Root> all() {
        return EnumSet.copyOf(ALL);
    }

    /** As expressions write it. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }

    static Optional<Root> of(String name) {
        return Arrays.stream(values())
                .filter(root -> root.written().equals(name))
                .findFirst();
    }

    static List<String> written(Set<Root> roots) {
        return roots.stream().map(Root::written).toList();
    }
}
