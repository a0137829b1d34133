package dev.ingest.source.rest.openapi;

import dev.ingest.job.name.Naming;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A resource that a path lists. */
record ProposedTable(
        String name,
        Operation operation,
        RecordShape shape,
        ResourcePath path,
        PagingGuess paging,
        Map<String, String> params,
        List<String> doubts,
        List<String> times) {
    private static final Set<String> SINCE = Set.of(
            "since",
            "updatedsince",
            "updatedafter",
            "updatedatmin",
            "updatedfrom",
            "modifiedsince",
            "modifiedafter",
            "lastmodified",
            "changedsince",
            "createdsince",
            "createdafter",
            "createdatmin");

    static ProposedTable of(
            Document document,
            String name,
            Operation operation,
            RecordShape shape,
            ResourcePath path,
            Envelope envelope) {
        PagingGuess paging = PagingGuess.of(operation, envelope, shape.record());
        List<String> doubts = new ArrayList<>(path.doubts());
        shape.doubt().ifPresent(doubts::add);
        paging.doubt().ifPresent(doubts::add);
        Map<String, String> params = new LinkedHashMap<>();
        operation
                .query()
                .filter(parameter -> parameter.isRequired() && !PagingGuess.isSent(parameter))
                .forEach(parameter -> {
                    if (parameter.fallback().isEmpty()) {
                        doubts.add("the parameter " + parameter.name() + " is required, and its value yours to choose");
                    }
                    params.put(
                            parameter.name(),
                            Toml.value(literal(
                                    parameter.fallback().or(parameter::example).orElse("..."))));
                });
        params.putAll(paging.params());
        List<String> times = document.properties(shape.record()).entrySet().stream()
                .filter(field -> field.getValue().path("format").asText().matches("date(-time)?"))
                .map(field -> Naming.SNAKE_CASE.of(field.getKey()))
                .toList();
        return new ProposedTable(name, operation, shape, path, paging, params, doubts, times);
    }

    /** Braces begin expressions. */
    private static String literal(String text) {
        return text.replace("{", "{{").replace("}", "}}");
    }

    boolean isSure() {
        return doubts.isEmpty();
    }

    /** Its section below {@code tables}; a comment where it is not sure. */
    List<String> lines(String tables) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(Toml.remark(
                "# GET " + operation.path() + (operation.summary().isBlank() ? "" : ": " + operation.summary())));
        doubts.forEach(doubt -> lines.add("# Not sure, so not in use: " + Toml.remark(doubt) + "."));
        keys(tables).forEach(line -> lines.add(isSure() || line.startsWith("#") ? line : "# " + line));
        if (!times.isEmpty()) {
            lines.add("# For INCREMENTAL: watermark_column " + Toml.remark(String.join(" or ", times)) + since() + ".");
        }
        return lines;
    }

    private String since() {
        return operation
                .query()
                .filter(parameter -> SINCE.contains(parameter.plain()))
                .findFirst()
                .map(parameter ->
                        "; incremental = { start_param = " + Toml.text(parameter.name()) + " } asks for what is newer")
                .orElse("");
    }

    private List<String> keys(String tables) {
        List<String> keys = new ArrayList<>(List.of("[" + tables + "." + Toml.key(name) + "]"));
        keys.add("path = " + Toml.text(path.text()) + reason(String.join(", ", path.reasons())));
        if (!path.lists().isEmpty()) {
            keys.add("for_each = " + path.listsAsToml());
        }
        if (!path.included().isEmpty()) {
            keys.add("include_from_parent = "
                    + path.included().stream().map(Toml::text).collect(Collectors.joining(", ", "[", "]")));
        }
        if (!shape.format().equals("json")) {
            keys.add("format = " + Toml.text(shape.format()));
        }
        shape.selector()
                .ifPresent(selector -> keys.add("data_selector = " + Toml.text(selector) + reason(shape.reason())));
        if (!params.isEmpty()) {
            keys.add("params = " + Toml.section(params));
        }
        keys.add(
                paging.paginator().isEmpty()
                        ? "# paginator: " + Toml.remark(paging.reason())
                        : "paginator = " + Toml.section(paging.paginator()) + reason(paging.reason()));
        headers().forEach(keys::add);
        return keys;
    }

    private Stream<String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("header") && parameter.isRequired())
                .forEach(parameter -> parameter
                        .fallback()
                        .or(parameter::example)
                        .ifPresent(value -> headers.put(parameter.name(), Toml.text(literal(value)))));
        return headers.isEmpty() ? Stream.empty() : Stream.of("headers = " + Toml.section(headers));
    }

    private static String reason(String why) {
        return why.isEmpty() ? "" : "  # " + Toml.remark(why);
    }
}
