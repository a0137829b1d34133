package dev.ingest.source.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The sections that prove who asks, as the document's security schemes want it; secrets are named, never asked for. */
final class AuthGuess {
    private final Document document;
    private final String section;
    private final Server server;

    /** @param section of the source: {@code sources.crm} */
    AuthGuess(Document document, String section, Server server) {
        this.document = document;
        this.section = section;
        this.server = server;
    }

    /**
     * What a scheme comes to.
     *
     * @param keys with their values as TOML writes them
     * @param secrets keys to be set where secrets are kept
     * @param doubt why this may be wrong
     */
    private record Scheme(Map<String, String> keys, List<String> secrets, Optional<String> doubt) {}

    List<String> lines() {
        JsonNode schemes = document.root().path("components").path("securitySchemes");
        List<String> names = wanted(schemes);
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            Scheme scheme = scheme(document.resolved(schemes.path(name)));
            lines.add("");
            lines.addAll(lines(name, scheme, names.size() == 1 ? ".auth" : ".auth." + Toml.key(name)));
        }
        List<String> others = new ArrayList<>();
        schemes.fieldNames().forEachRemaining(others::add);
        others.removeAll(names);
        if (!others.isEmpty()) {
            lines.add("");
            lines.add("# The document knows other ways to log in: " + Toml.remark(String.join(", ", others)) + ".");
        }
        return lines;
    }

    private List<String> lines(String name, Scheme scheme, String sub) {
        List<String> lines = new ArrayList<>();
        lines.add("# securitySchemes." + Toml.remark(name)
                + scheme.doubt().map(why -> ". Not sure, so not in use: " + why).orElse("") + ".");
        String mark = scheme.doubt().isPresent() ? "# " : "";
        lines.add(mark + "[" + section + sub + "]");
        scheme.keys().forEach((key, value) -> lines.add(mark + key + " = " + value));
        for (String secret : scheme.secrets()) {
            lines.add("# " + secret + " = \"...\"  # a secret: here, in " + variable(sub + "." + secret)
                    + " of the environment, or in the key vault");
        }
        return lines;
    }

    private String variable(String key) {
        return (section + key).replace("\"", "").replace(".", "__").toUpperCase(Locale.ROOT);
    }

    /** The schemes of the first requirement that has any: the document's own, or that of its first GET. */
    private List<String> wanted(JsonNode schemes) {
        List<JsonNode> lists = new ArrayList<>(List.of(document.root().path("security")));
        document.root()
                .path("paths")
                .forEach(item -> lists.add(document.resolved(item).path("get").path("security")));
        for (JsonNode list : lists) {
            for (JsonNode requirement : list) {
                List<String> names = new ArrayList<>();
                requirement.fieldNames().forEachRemaining(name -> {
                    if (schemes.has(name)) {
                        names.add(name);
                    }
                });
                if (!names.isEmpty()) {
                    return names;
                }
            }
        }
        return List.of();
    }

    private Scheme scheme(JsonNode declared) {
        String type = declared.path("type").asText();
        return switch (type) {
            case "http" -> http(declared.path("scheme").asText().toLowerCase(Locale.ROOT));
            case "apiKey" -> {
                Map<String, String> keys = typed("api_key");
                keys.put("name", Toml.text(declared.path("name").asText("Authorization")));
                keys.put("location", Toml.text(declared.path("in").asText("header")));
                yield new Scheme(keys, List.of("api_key"), Optional.empty());
            }
            case "oauth2" -> oauth(declared.path("flows"));
            default ->
                new Scheme(
                        typed("bearer"),
                        List.of("token"),
                        Optional.of("it is of type " + Toml.remark(type) + ", whose tokens somebody has to fetch"));
        };
    }

    private static Scheme http(String scheme) {
        return switch (scheme) {
            case "basic" -> {
                Map<String, String> keys = typed("http_basic");
                keys.put("username", Toml.text("..."));
                yield new Scheme(keys, List.of("password"), Optional.empty());
            }
            case "bearer" -> new Scheme(typed("bearer"), List.of("token"), Optional.empty());
            default ->
                new Scheme(
                        typed("bearer"),
                        List.of("token"),
                        Optional.of("there is no way to log in by the scheme " + Toml.remark(scheme)));
        };
    }

    private Scheme oauth(JsonNode flows) {
        JsonNode client = flows.path("clientCredentials");
        JsonNode user = flows.path("authorizationCode");
        if (client.isObject()) {
            return new Scheme(granted("oauth2_client_credentials", client), List.of("client_secret"), Optional.empty());
        }
        if (user.isObject()) {
            return new Scheme(
                    granted("oauth2_refresh_token", user), List.of("client_secret", "refresh_token"), Optional.empty());
        }
        return new Scheme(
                typed("bearer"),
                List.of("token"),
                Optional.of("none of its flows lets a program log in; a token that somebody fetched may do"));
    }

    private Map<String, String> granted(String type, JsonNode flow) {
        Map<String, String> keys = typed(type);
        keys.put(
                "access_token_url",
                Toml.text(server.absolute(flow.path("tokenUrl").asText(""))));
        keys.put("client_id", Toml.text("..."));
        List<String> scopes = new ArrayList<>();
        flow.path("scopes").fieldNames().forEachRemaining(scopes::add);
        if (scopes.size() == 1) {
            keys.put("scope", Toml.text(scopes.get(0)));
        }
        return keys;
    }

    private static Map<String, String> typed(String type) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("type", Toml.text(type));
        return keys;
    }
}
