package dev.ingest.source.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a GET of a path takes and answers.
 *
 * @param response of success
 */
record Operation(String path, String summary, List<Parameter> parameters, JsonNode response) {
    private static final List<String> SUCCESS = List.of("200", "2XX", "2xx", "206", "default");

    Operation {
        parameters = List.copyOf(parameters);
    }

    /** All GETs, in the document's order. */
    static List<Operation> all(Document document) {
        List<Operation> operations = new ArrayList<>();
        document.root().path("paths").properties().forEach(entry -> {
            JsonNode item = document.resolved(entry.getValue());
            if (item.path("get").isObject()) {
                operations.add(of(document, entry.getKey(), item));
            }
        });
        return operations;
    }

    /** The operation's own parameters take the place of those of its path. */
    private static Operation of(Document document, String path, JsonNode item) {
        JsonNode get = item.path("get");
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (JsonNode list : List.of(item.path("parameters"), get.path("parameters"))) {
            for (JsonNode written : list) {
                Parameter parameter = Parameter.of(document, written);
                parameters.put(parameter.in() + " " + parameter.name(), parameter);
            }
        }
        JsonNode answers = get.path("responses");
        JsonNode response = SUCCESS.stream()
                .map(answers::path)
                .filter(JsonNode::isObject)
                .findFirst()
                .map(document::resolved)
                .orElse(MissingNode.getInstance());
        String summary = get.path("summary").asText(get.path("operationId").asText(""));
        return new Operation(path, summary, new ArrayList<>(parameters.values()), response);
    }

    Stream<Parameter> query() {
        return parameters.stream().filter(parameter -> parameter.in().equals("query"));
    }

    /** The schema of its JSON; missing where it answers in none. */
    JsonNode schema(Document document) {
        return content("(?i)application/([\\w.+-]*\\+)?json.*|\\*/\\*")
                .map(content -> document.schema(content.path("schema")))
                .orElse(MissingNode.getInstance());
    }

    /** The content whose media type matches. */
    Optional<JsonNode> content(String type) {
        return response.path("content").properties().stream()
                .filter(entry -> entry.getKey().matches(type))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether the document speaks of a header of that name in the answer. */
    boolean answersHeader(String name) {
        return response.path("headers").properties().stream()
                .anyMatch(entry -> entry.getKey().equalsIgnoreCase(name));
    }

    /** Path segments that are no parameters, outermost first. */
    List<String> segments() {
        return Stream.of(path.split("/"))
                .filter(segment -> !segment.isEmpty() && !segment.contains("{"))
                .toList();
    }
}
