package dev.ingest.source.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import dev.ingest.source.rest.endpoint.Api;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.exchange.Request;
import dev.ingest.source.rest.expression.Bindings;
import dev.ingest.source.rest.expression.EvaluationException;
import dev.ingest.source.rest.expression.JsonTemplate;
import dev.ingest.source.rest.expression.Root;
import dev.ingest.source.rest.expression.Template;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** An endpoint's path, parameters, headers and body, compiled once; bindings make requests of them. */
final class RequestTemplates {
    private static final Set<Root> ROOTS =
            EnumSet.of(Root.INCREMENTAL, Root.STEP, Root.FOR_EACH, Root.RESOURCES, Root.SECRET);

    private final Endpoint endpoint;
    private final URI base;
    private final Template path;
    private final JsonTemplate params;
    private final Map<String, Template> headers = new LinkedHashMap<>();
    private final Optional<JsonTemplate> body;

    /** @throws IngestException (CONFIG) when an expression is none */
    RequestTemplates(Api api, Endpoint endpoint) {
        this.endpoint = endpoint;
        this.base = api.baseUrl();
        this.path = compiled("path", () -> Template.compile(endpoint.path(), ROOTS));
        this.params = compiled("params", () -> JsonTemplate.compile(endpoint.params(), ROOTS));
        endpoint.headers()
                .forEach((name, text) ->
                        headers.put(name, compiled("headers." + name, () -> Template.compile(text, ROOTS))));
        this.body = endpoint.body().map(tree -> compiled("json", () -> JsonTemplate.compile(tree, ROOTS)));
    }

    /** The request for the first page, as {@code bindings} make it. */
    Request request(Bindings bindings) {
        try {
            Request request = Request.to(address(path.text(bindings, RequestTemplates::escaped)))
                    .withMethod(endpoint.method());
            for (Map.Entry<String, JsonNode> param : params.render(bindings).properties()) {
                request = with(request, param.getKey(), param.getValue());
            }
            for (Map.Entry<String, Template> header : headers.entrySet()) {
                request = request.withHeader(header.getKey(), header.getValue().text(bindings, text -> text));
            }
            return body.isPresent() ? request.withBody(body.get().render(bindings)) : request;
        } catch (EvaluationException e) {
            throw new IngestException(
                    FailureKind.READ,
                    "Cannot make the request of " + endpoint.name() + ": " + e.getMessage()
                            + ". Correct the expression in its section.",
                    e);
        }
    }

    private static Request with(Request request, String name, JsonNode value) {
        Request with = request;
        if (value.isArray()) {
            for (JsonNode each : value) {
                with = with.andParam(name, each.asText());
            }
            return with;
        }
        return value.isNull() || value.isMissingNode() ? request : request.withParam(name, value.asText());
    }

    private URI address(String written) {
        if (written.matches("[a-zA-Z][a-zA-Z0-9+.-]*://.*")) {
            return URI.create(written);
        }
        String around = base.toString();
        String left = around.endsWith("/") ? around.substring(0, around.length() - 1) : around;
        String right = written.startsWith("/") ? written.substring(1) : written;
        return URI.create(right.isEmpty() ? around : left + "/" + right);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The secrets that the texts name, by the way to their key. */
    JsonNode secrets(Function<String, Optional<Secret>> lookup) {
        ObjectNode found = JsonNodeFactory.instance.objectNode();
        for (String name : endpoint.secrets()) {
            found.put(
                    name,
                    lookup.apply(name)
                            .orElseThrow(
                                    () -> new IngestException(
                                            FailureKind.SECRET,
                                            "Cannot make the request of " + endpoint.name() + ": the secret " + name
                                                    + " is not set. Set it in the source's section, the environment or the key vault."))
                            .reveal());
        }
        return found;
    }

    /** The same for people's eyes. */
    JsonNode maskedSecrets() {
        ObjectNode masked = JsonNodeFactory.instance.objectNode();
        endpoint.secrets().forEach(name -> masked.put(name, "***"));
        return masked;
    }

    private <T> T compiled(String key, java.util.function.Supplier<T> compiler) {
        try {
            return compiler.get();
        } catch (IllegalArgumentException e) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot read " + key + " of the resource " + endpoint.name() + ": " + e.getMessage()
                            + ". Correct it.",
                    e);
        }
    }
}
