package dev.ingest.source.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A path whose parameters are filled in: from the records of a resource that a shorter path lists, or from values that
 * somebody has to name.
 *
 * @param text as settings write it
 * @param lists values by name
 * @param included fields of the nearest parent that rows have too
 */
record ResourcePath(
        String text, Map<String, List<String>> lists, Set<String> included, List<String> reasons, List<String> doubts) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^{}]+)}");

    /**
     * The path of {@code operation}.
     *
     * @param parent the resource that a path lists, and the schema of its records
     */
    static ResourcePath of(Document document, Operation operation, Function<String, Optional<ProposedTable>> parent) {
        ResourcePath filled = new ResourcePath(
                "", new LinkedHashMap<>(), new LinkedHashSet<>(), new ArrayList<>(), new ArrayList<>());
        StringBuilder text = new StringBuilder();
        Matcher matcher = PARAMETER.matcher(operation.path());
        while (matcher.find()) {
            Optional<ProposedTable> above = lister(operation.path(), matcher).flatMap(parent);
            String expression = filled.expression(document, operation, matcher.group(1), above);
            matcher.appendReplacement(text, Matcher.quoteReplacement("{" + expression + "}"));
        }
        matcher.appendTail(text);
        return new ResourcePath(text.toString(), filled.lists, filled.included, filled.reasons, filled.doubts);
    }

    /** The path before a parameter that is a whole segment. */
    private static Optional<String> lister(String path, MatchResult parameter) {
        boolean begins = parameter.start() > 0 && path.charAt(parameter.start() - 1) == '/';
        boolean ends = parameter.end() == path.length() || path.charAt(parameter.end()) == '/';
        return begins && ends ? Optional.of(path.substring(0, parameter.start() - 1)) : Optional.empty();
    }

    private String expression(Document document, Operation operation, String name, Optional<ProposedTable> parent) {
        if (parent.isPresent()) {
            Optional<String> field = field(document, parent.get(), name);
            if (field.isPresent() && parent.get().isSure()) {
                included.clear();
                included.add(field.get());
                reasons.add("{" + name + "} is " + field.get() + " of "
                        + parent.get().name());
                return member("resources." + parent.get().name(), field.get());
            }
            doubts.add(
                    field.isPresent()
                            ? "its parent " + parent.get().name() + " is not in use"
                            : "no field of " + parent.get().name() + " is seen to be {" + name + "}");
        } else {
            doubts.add("no path is seen to list the values of {" + name + "}: name them in for_each");
        }
        lists.put(name, values(operation, name));
        return member("for_each", name);
    }

    private static List<String> values(Operation operation, String name) {
        List<String> values = operation.parameters().stream()
                .filter(parameter ->
                        parameter.in().equals("path") && parameter.name().equals(name))
                .flatMap(parameter -> parameter.example().stream())
                .toList();
        return values.isEmpty() ? List.of("...") : values;
    }

    /** {@code id} of a customer is {@code {id}}, {@code {customerId}} and {@code {client_id}}; {@code number} of an issue is {@code {issue_number}}. */
    private static Optional<String> field(Document document, ProposedTable parent, String parameter) {
        Map<String, JsonNode> fields = document.properties(parent.shape().record());
        String plain = Parameter.plain(parameter);
        return fields.keySet().stream()
                .filter(field -> Parameter.plain(field).equals(plain))
                .findFirst()
                .or(() -> fields.keySet().stream()
                        .filter(field -> isOwn(Parameter.plain(field), plain, Parameter.plain(parent.name())))
                        .findFirst())
                .or(() -> Optional.of("id").filter(id -> plain.endsWith(id) && fields.containsKey(id)));
    }

    /** Whether {@code parameter} is {@code field} with the parent's name before it. */
    private static boolean isOwn(String field, String parameter, String parent) {
        return parameter.length() > field.length()
                && parameter.endsWith(field)
                && parent.contains(parameter.substring(0, parameter.length() - field.length()));
    }

    private static String member(String path, String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*")
                ? path + "." + name
                : path + "['" + name.replace("'", "\\'") + "']";
    }

    /** {@code { region = ["eu", "us"] }}. */
    String listsAsToml() {
        Map<String, String> toml = new LinkedHashMap<>();
        lists.forEach((name, values) ->
                toml.put(name, values.stream().map(Toml::text).collect(Collectors.joining(", ", "[", "]"))));
        return Toml.section(toml);
    }
}
