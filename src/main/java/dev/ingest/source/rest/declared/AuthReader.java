package dev.ingest.source.rest.declared;

import dev.ingest.source.rest.endpoint.Auth;
import dev.ingest.source.rest.endpoint.Grant;
import dev.ingest.source.rest.endpoint.Login;
import dev.ingest.source.rest.endpoint.Place;
import dev.ingest.source.rest.endpoint.Placement;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code auth}: a section with a {@code type}, whose names and defaults are dlt's, or several such sections, each with
 * a name of its own. Values of secrets are not read: they may stand anywhere in the chain.
 */
final class AuthReader {
    private static final List<String> TYPES = List.of(
            "bearer",
            "api_key",
            "http_basic",
            "oauth2_client_credentials",
            "oauth2_refresh_token",
            "oauth2_jwt_bearer",
            "session");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Declaration keys;
    private final String path;

    private AuthReader(Declaration keys, String path) {
        this.keys = keys;
        this.path = path;
    }

    /** The proofs that the section {@code declaration} names; none where it has no {@code auth}. */
    static List<Auth> read(Declaration declaration) {
        Optional<Object> tree = declaration.tree("auth");
        if (tree.isEmpty()) {
            return List.of();
        }
        if (!(tree.get() instanceof Map<?, ?> map)) {
            return named(declaration);
        }
        Declaration keys = declaration.section("auth").orElseThrow();
        boolean several = !map.isEmpty() && map.values().stream().allMatch(Map.class::isInstance);
        if (!several) {
            return List.of(new AuthReader(keys, "auth").auth());
        }
        List<Auth> auths = new ArrayList<>();
        for (String name : keys.keys()) {
            keys.section(name).ifPresent(one -> auths.add(new AuthReader(one, "auth." + name).auth()));
        }
        return auths;
    }

    private static List<Auth> named(Declaration declaration) {
        if (declaration.tree("auth").filter(List.class::isInstance).isPresent()) {
            declaration.fault("auth", "is to be a section; several stand in sections of their own, auth.<name>");
            return List.of();
        }
        String type = declaration.choice("auth", List.of("bearer", "api_key"));
        return List.of(new AuthReader(new Declaration(Map.of("type", type), "auth"), "auth").auth());
    }

    private Auth auth() {
        String type = keys.has("type") ? keys.choice("type", TYPES) : guessed();
        return switch (type) {
            case "api_key" -> new Auth.FixedToken(secret("api_key"), placement("Authorization", ""));
            case "http_basic" -> new Auth.Basic(keys.required("username"), secret("password"));
            case "oauth2_client_credentials" ->
                oauth(new Grant.ClientCredentials(keys.required("client_id"), secret("client_secret"), proof()));
            case "oauth2_refresh_token" ->
                oauth(new Grant.RefreshToken(
                        keys.text("client_id"),
                        Optional.of(secret("client_secret")),
                        proof(),
                        secret("refresh_token")));
            case "oauth2_jwt_bearer" -> oauth(statement());
            case "session" -> session();
            default -> new Auth.FixedToken(secret("token"), Placement.BEARER);
        };
    }

    /** dlt takes a section that has a token alone for a bearer's. */
    private String guessed() {
        if (!keys.has("token")) {
            keys.required("type");
        }
        return "bearer";
    }

    /** The path of a secret; where it is found is asked when it is needed. */
    private String secret(String key) {
        keys.has(key);
        return path + "." + key;
    }

    private Placement placement(String name, String prefix) {
        String location = keys.choice("location", List.of("header", "query", "param", "cookie"));
        Place place = switch (location) {
            case "query", "param" -> Place.QUERY;
            case "cookie" -> Place.COOKIE;
            default -> Place.HEADER;
        };
        return new Placement(place, keys.text("name", name), keys.text("prefix", prefix));
    }

    private Auth oauth(Grant grant) {
        Map<String, String> data = new LinkedHashMap<>(keys.map("access_token_request_data"));
        if (!(grant instanceof Grant.JwtBearer)) {
            keys.text("scope").ifPresent(scope -> data.put("scope", scope));
        }
        return new Auth.OAuth2(
                address("access_token_url"), grant, data, keys.duration("default_token_expiration", HOUR));
    }

    private Grant statement() {
        String client = keys.required("client_id");
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("iss", keys.text("issuer", client));
        claims.put("sub", keys.text("subject", client));
        claims.put("aud", keys.text("audience", keys.text("access_token_url", "")));
        keys.text("scope").ifPresent(scope -> claims.put("scope", scope));
        return new Grant.JwtBearer(
                claims,
                secret("private_key"),
                Grant.Signing.valueOf(keys.choice("algorithm", List.of("RS256", "ES256"))),
                keys.text("key_id"));
    }

    private Grant.ClientProof proof() {
        return keys.choice("client_auth", List.of("body", "basic")).equals("basic")
                ? Grant.ClientProof.BASIC
                : Grant.ClientProof.BODY;
    }

    private Auth session() {
        Login login = new Login(
                keys.text("method", "POST"),
                keys.required("path"),
                hidden("params"),
                hidden("headers"),
                keys.tree("json").map(body -> tree(body, path + ".json")));
        boolean header = keys.text("location", "header").equals("header")
                && keys.text("name", "Authorization").equals("Authorization");
        return new Auth.Session(
                login,
                keys.path("token_path").orElse("token"),
                keys.has("lifetime") ? Optional.of(keys.duration("lifetime", HOUR)) : Optional.empty(),
                placement("Authorization", header ? "Bearer " : ""));
    }

    private Map<String, String> hidden(String key) {
        Map<String, String> texts = keys.map(key);
        texts.replaceAll((name, text) -> hidden(name, text, path + "." + key));
        return texts;
    }

    private Map<String, Object> tree(Object body, String at) {
        if (!(body instanceof Map<?, ?> map)) {
            keys.fault("json", "is to be a section");
            return Map.of();
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            tree.put(
                    name,
                    value instanceof Map
                            ? tree(value, at + "." + name)
                            : value instanceof String text ? hidden(name, text, at) : value);
        });
        return tree;
    }

    /** A plan holds no secret: what is one by its name is looked up when it is sent. */
    private static String hidden(String name, String text, String at) {
        return HeaderReader.isSecret(name) && !text.contains("{") ? "{" + at + "." + name + "}" : text;
    }

    private URI address(String key) {
        String text = keys.required(key);
        try {
            URI address = URI.create(text);
            if (address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException noAddress) {
            // Said below.
        }
        keys.fault(key, "is to be a web address, not '" + text + "'");
        return URI.create("https://nowhere.invalid");
    }
}
