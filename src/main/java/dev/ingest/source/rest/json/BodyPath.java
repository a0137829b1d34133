package dev.ingest.source.rest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A path into a JSON body: names with dots between, or a JSONPath (RFC 9535): {@code meta.next}, {@code $.a['b'][0]}. */
public final class BodyPath {
    private static final Pattern DOTTED =
            Pattern.compile("(?:\\$\\.)?[^.\\[\\]()*?@$'\"\\s]+(?:\\.[^.\\[\\]()*?@$'\"\\s]+)*");
    private static final Configuration NODES = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider(Json.TREES))
            .mappingProvider(new JacksonMappingProvider(Json.TREES))
            .options(Option.ALWAYS_RETURN_LIST)
            .build();

    private final String text;
    /** Empty: {@link #compiled} is asked. */
    private final List<String> names;

    private final Optional<JsonPath> compiled;

    private BodyPath(String text, List<String> names, Optional<JsonPath> compiled) {
        this.text = text;
        this.names = names;
        this.compiled = compiled;
    }

    /**
     * Compiles a path.
     *
     * @throws IllegalArgumentException with the reason, when it is none
     */
    public static BodyPath of(String text) {
        if (DOTTED.matcher(text).matches()) {
            String names = text.startsWith("$.") ? text.substring(2) : text;
            return new BodyPath(text, List.of(names.split("\\.", -1)), Optional.empty());
        }
        try {
            return new BodyPath(text, List.of(), Optional.of(JsonPath.compile(text)));
        } catch (InvalidPathException | IllegalArgumentException e) {
            throw new IllegalArgumentException("is no path into a JSON body, as meta.next or $.data[0]['id']", e);
        }
    }

    /** The path that goes by {@code names}, whatever letters they hold. */
    public static BodyPath named(List<String> names) {
        return new BodyPath(String.join(".", names), List.copyOf(names), Optional.empty());
    }

    /** The first value at the path; a JSON null is one. */
    public Optional<JsonNode> find(JsonNode body) {
        return compiled.isPresent() ? all(body).stream().findFirst() : named(body);
    }

    /** The first value at the path in what {@code parser} reads; a dotted path keeps nothing else in memory. */
    public Optional<JsonNode> first(JsonParser parser) throws IOException {
        if (compiled.isPresent()) {
            JsonNode body = Json.TREES.readTree(parser);
            return body == null ? Optional.empty() : find(body);
        }
        JsonPointer pointer = names.stream()
                .map(JsonPointer.empty()::appendProperty)
                .reduce(JsonPointer.empty(), JsonPointer::append);
        try (JsonParser filtered = new FilteringParserDelegate(
                parser, new JsonPointerBasedFilter(pointer), TokenFilter.Inclusion.ONLY_INCLUDE_ALL, false)) {
            JsonNode found = Json.TREES.readTree(filtered);
            return Optional.ofNullable(found).filter(value -> !value.isMissingNode());
        }
    }

    /** Every value at the path. */
    public List<JsonNode> all(JsonNode body) {
        return compiled.map(path -> read(path, body))
                .orElseGet(() -> named(body).stream().toList());
    }

    /** The first value at the path as text; a JSON null, an empty text, a list or an object is none. */
    public Optional<String> text(JsonNode body) {
        return find(body)
                .filter(JsonNode::isValueNode)
                .filter(value -> !value.isNull())
                .map(JsonNode::asText)
                .filter(value -> !value.isEmpty());
    }

    private Optional<JsonNode> named(JsonNode body) {
        JsonNode at = body;
        for (String name : names) {
            at = at.path(name);
        }
        return Optional.of(at).filter(found -> !found.isMissingNode());
    }

    private static List<JsonNode> read(JsonPath path, JsonNode body) {
        try {
            ArrayNode found = path.read(body, NODES);
            return StreamSupport.stream(found.spliterator(), false).toList();
        } catch (PathNotFoundException nothingThere) {
            return List.of();
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
