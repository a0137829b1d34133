package dev.ingest.source.rest.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.secret.Redaction;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is asked of an API, without the proof of who asks.
 *
 * @param address without a query
 * @param params in their order; a name may stand more than once
 */
public record Request(
        String method, URI address, List<Param> params, Map<String, String> headers, Optional<JsonNode> body) {
    private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern HOST = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*");

    public Request {
        params = List.copyOf(params);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Asks for what stands at {@code address}, whose query becomes parameters. */
    public static Request to(URI address) {
        return new Request("GET", bare(address), query(address), Map.of(), Optional.empty());
    }

    /**
     * Asks for what stands at {@code path} below {@code base}, or at {@code path} where that is a whole address.
     *
     * @throws IllegalArgumentException when that is no address
     */
    public static Request below(URI base, String path) {
        if (path.matches("(?i)https?://.*")) {
            return to(URI.create(legal(path)));
        }
        String root = base.toString().replaceFirst("/+$", "");
        String rest = path.replaceFirst("^/+", "");
        return to(URI.create(rest.isEmpty() ? base.toString() : root + "/" + legal(rest)));
    }

    public Request withMethod(String other) {
        return new Request(other, address, params, headers, body);
    }

    public Request withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new Request(method, address, params, more, body);
    }

    /** Sets a parameter: in the place of those of its name, or after all others. */
    public Request withParam(String name, String value) {
        List<Param> changed = new ArrayList<>(params);
        int at = changed.stream().map(Param::name).toList().indexOf(name);
        changed.removeIf(param -> param.name().equals(name));
        changed.add(at < 0 ? changed.size() : at, Param.of(name, value));
        return new Request(method, address, changed, headers, body);
    }

    /** Adds a parameter, whatever others have its name. */
    public Request andParam(String name, String value) {
        List<Param> more = new ArrayList<>(params);
        more.add(Param.of(name, value));
        return new Request(method, address, more, headers, body);
    }

    public Request withBody(JsonNode other) {
        return new Request(method, address, params, headers, Optional.of(other));
    }

    /** Sets a value in the JSON body; objects on the way to it are made. */
    public Request withInBody(String dottedPath, JsonNode value) {
        ObjectNode root = body.filter(JsonNode::isObject)
                .map(node -> (ObjectNode) node.deepCopy())
                .orElseGet(JsonNodeFactory.instance::objectNode);
        String[] names = dottedPath.split("\\.", -1);
        ObjectNode at = root;
        for (int i = 0; i < names.length - 1; i++) {
            JsonNode below = at.path(names[i]);
            at = below.isObject() ? (ObjectNode) below : at.putObject(names[i]);
        }
        at.set(names[names.length - 1], value);
        return withBody(root);
    }

    /** The same without a body. */
    Request withoutBody() {
        return new Request(method, address, params, headers, Optional.empty());
    }

    /** The same at another address, whose query is left alone. */
    Request at(URI other) {
        return new Request(method, other, params, headers, body);
    }

    /**
     * Where a link in the answer leads.
     *
     * @throws IllegalArgumentException when that is no address
     */
    public URI resolved(String link) {
        String written = legal(link.strip());
        // A bare query keeps the path (RFC 3986), which Java's own resolving does not.
        return written.startsWith("?") ? URI.create(address + written) : address.resolve(written);
    }

    /** The same question at the address that a link names; its query takes the place of the parameters. */
    public Request following(URI link) {
        return new Request(method, bare(link), query(link), headers, body);
    }

    /** The value of a parameter. */
    public Optional<String> param(String name) {
        return params.stream()
                .filter(param -> param.name().equals(name))
                .map(Param::value)
                .findFirst();
    }

    /** The address with the query. */
    public URI uri() {
        return params.isEmpty() ? address : URI.create(address + "?" + joined(Param::encoded));
    }

    /** Method, address and body as people may see them: secrets as {@code ***}. */
    public String printed() {
        return Redaction.of(method + " " + address + (params.isEmpty() ? "" : "?" + joined(Param::printed))
                + body.map(json -> " " + json).orElse(""));
    }

    /** Links hold letters that no address may; brackets may stand in a host alone. */
    private static String legal(String link) {
        Matcher host = HOST.matcher(link);
        int end = host.lookingAt() ? host.end() : 0;
        StringBuilder legal = new StringBuilder(link.substring(0, end));
        String rest = NO_ESCAPE.matcher(link.substring(end)).replaceAll("%25");
        rest.codePoints().forEach(letter -> {
            String text = Character.toString(letter);
            legal.append(letter <= ' ' || letter > '~' || "\"<>\\^`{|}[]".contains(text) ? Param.escaped(text) : text);
        });
        return legal.toString();
    }

    private String joined(Function<Param, String> form) {
        return params.stream().map(form).collect(Collectors.joining("&"));
    }

    private static List<Param> query(URI address) {
        return address.getRawQuery() == null
                ? List.of()
                : Arrays.stream(address.getRawQuery().split("&", -1))
                        .filter(part -> !part.isEmpty())
                        .map(Param::written)
                        .toList();
    }

    private static URI bare(URI address) {
        String text = address.toString();
        int end = text.indexOf('#');
        String whole = end < 0 ? text : text.substring(0, end);
        int query = whole.indexOf('?');
        return URI.create(query < 0 ? whole : whole.substring(0, query));
    }
}
