package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the roots of expressions stand for at one moment; unchangeable. */
public final class Bindings {
    private final Instant now;
    private final Map<Root, JsonNode> values;

    private Bindings(Instant now, Map<Root, JsonNode> values) {
        this.now = now;
        this.values = values;
    }

    /** No root bound; {@code now} is what expressions take for the current moment. */
    public static Bindings at(Instant now) {
        return new Bindings(now, new EnumMap<>(Root.class));
    }

    /** These, with {@code root} standing for {@code value}, whose numbers are exact. */
    public Bindings with(Root root, JsonNode value) {
        Map<Root, JsonNode> more = new EnumMap<>(values);
        more.put(root, value);
        return new Bindings(now, more);
    }

    /** These, with the headers of a response; of a header that came several times all values, with commas between. */
    public Bindings withHeaders(Map<String, List<String>> headers) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        headers.forEach((name, value) -> node.put(name.toLowerCase(Locale.ROOT), String.join(", ", value)));
        return with(Root.HEADERS, node);
    }

    Instant now() {
        return now;
    }

    JsonNode find(Root root) {
        return values.getOrDefault(root, MissingNode.getInstance());
    }
}
