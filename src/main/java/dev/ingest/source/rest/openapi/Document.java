package dev.ingest.source.rest.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A document, its references followed within itself: what another file or host has is left out, and named. */
final class Document {
    private static final int MOST_HOPS = 50;

    private final JsonNode root;
    private final Set<String> elsewhere = new TreeSet<>();

    Document(JsonNode root) {
        this.root = root;
    }

    JsonNode root() {
        return root;
    }

    /** References that lead out of the document, as far as it was looked at. */
    Set<String> elsewhere() {
        return elsewhere;
    }

    /** What {@code node} refers to, or itself; missing where that is not in the document. */
    JsonNode resolved(JsonNode node) {
        JsonNode at = node;
        for (int hops = 0; at.path("$ref").isTextual(); hops++) {
            String reference = at.path("$ref").asText();
            if (!reference.startsWith("#")) {
                elsewhere.add(reference);
                return MissingNode.getInstance();
            }
            if (hops == MOST_HOPS) {
                return MissingNode.getInstance();
            }
            at = pointed(reference.substring(1));
        }
        return at;
    }

    private JsonNode pointed(String pointer) {
        try {
            return root.at(JsonPointer.compile(URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException noPointer) {
            return MissingNode.getInstance();
        }
    }

    /** The schema that {@code node} comes to: of several that it may be, the first that is not null's. */
    JsonNode schema(JsonNode node) {
        JsonNode schema = resolved(node);
        for (int hops = 0; hops < MOST_HOPS; hops++) {
            JsonNode options = schema.has("anyOf") ? schema.path("anyOf") : schema.path("oneOf");
            if (schema.has("properties") || schema.has("allOf") || !options.isArray() || options.isEmpty()) {
                return schema;
            }
            JsonNode first = MissingNode.getInstance();
            for (JsonNode option : options) {
                JsonNode each = resolved(option);
                if (first.isMissingNode() && !isOf(each, "null")) {
                    first = each;
                }
            }
            schema = first;
        }
        return MissingNode.getInstance();
    }

    /** Whether values of {@code schema} may be of {@code type}; OpenAPI 3.1 lists several. */
    static boolean isOf(JsonNode schema, String type) {
        JsonNode types = schema.path("type");
        if (types.isArray()) {
            for (JsonNode each : types) {
                if (each.asText().equals(type)) {
                    return true;
                }
            }
        }
        return types.asText().equals(type);
    }

    /** The schema of a list's elements. */
    JsonNode elements(JsonNode schema) {
        return schema(schema.path("items"));
    }

    static boolean isList(JsonNode schema) {
        return isOf(schema, "array") || schema.has("items");
    }

    static boolean isObject(JsonNode schema) {
        return isOf(schema, "object") || schema.has("properties") || schema.has("allOf");
    }

    /** The schemas of an object's properties, those of the parts that it is made of included. */
    Map<String, JsonNode> properties(JsonNode object) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<JsonNode> parts = new ArrayList<>(List.of(object));
        while (!parts.isEmpty()) {
            JsonNode part = schema(parts.remove(0));
            if (seen.add(part)) {
                part.path("properties")
                        .properties()
                        .forEach(property -> properties.putIfAbsent(property.getKey(), schema(property.getValue())));
                part.path("allOf").forEach(parts::add);
            }
        }
        return properties;
    }
}
