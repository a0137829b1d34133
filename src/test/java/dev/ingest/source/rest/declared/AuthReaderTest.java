package dev.ingest.source.rest.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.source.rest.endpoint.Auth;
import dev.ingest.source.rest.endpoint.Grant;
import dev.ingest.source.rest.endpoint.Grant.ClientProof;
import dev.ingest.source.rest.endpoint.Grant.Signing;
import dev.ingest.source.rest.endpoint.Login;
import dev.ingest.source.rest.endpoint.Place;
import dev.ingest.source.rest.endpoint.Placement;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Proofs as dlt's users write them; no plan holds a secret. */
class AuthReaderTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void tokensAndKeysAreNamedByTheirPath() {
        assertEquals(List.of(new Auth.FixedToken("auth.token", Placement.BEARER)), read("bearer"));
        assertEquals(
                List.of(new Auth.FixedToken("auth.token", Placement.BEARER)), read(Map.of("token", "hunter2hunter2")));
        assertEquals(
                List.of(new Auth.FixedToken("auth.api_key", new Placement(Place.HEADER, "Authorization", ""))),
                read(Map.of("type", "api_key")));
        assertEquals(
                List.of(new Auth.FixedToken("auth.api_key", new Placement(Place.QUERY, "key", ""))),
                read(Map.of("type", "api_key", "name", "key", "location", "param")));
        assertEquals(
                List.of(new Auth.FixedToken("auth.api_key", new Placement(Place.COOKIE, "sid", ""))),
                read(Map.of("type", "api_key", "name", "sid", "location", "cookie", "api_key", "hunter2hunter2")));
        assertEquals(
                List.of(new Auth.Basic("me", "auth.password")),
                read(Map.of("type", "http_basic", "username", "me", "password", "hunter2hunter2")));
    }

    @Test
    void grantsAreRead() {
        URI url = URI.create("https://login.example.com/token");
        assertEquals(
                List.of(new Auth.OAuth2(
                        url,
                        new Grant.ClientCredentials("me", "auth.client_secret", ClientProof.BODY),
                        Map.of("audience", "api"),
                        Duration.ofMinutes(5))),
                read(Map.of(
                        "type",
                        "oauth2_client_credentials",
                        "access_token_url",
                        url.toString(),
                        "client_id",
                        "me",
                        "client_secret",
                        "hunter2hunter2",
                        "access_token_request_data",
                        Map.of("audience", "api"),
                        "default_token_expiration",
                        300L)));
        assertEquals(
                List.of(new Auth.OAuth2(
                        url,
                        new Grant.RefreshToken(
                                Optional.of("me"),
                                Optional.of("auth.client_secret"),
                                ClientProof.BASIC,
                                "auth.refresh_token"),
                        Map.of("scope", "all"),
                        HOUR)),
                read(Map.of(
                        "type", "oauth2_refresh_token",
                        "access_token_url", url.toString(),
                        "client_id", "me",
                        "client_auth", "basic",
                        "scope", "all",
                        "refresh_token", "hunter2hunter2")));
        assertEquals(
                List.of(new Auth.OAuth2(
                        url,
                        new Grant.JwtBearer(
                                Map.of("iss", "me", "sub", "you", "aud", url.toString(), "scope", "all"),
                                "auth.private_key",
                                Signing.ES256,
                                Optional.of("k")),
                        Map.of(),
                        HOUR)),
                read(Map.of(
                        "type", "oauth2_jwt_bearer",
                        "access_token_url", url.toString(),
                        "client_id", "me",
                        "subject", "you",
                        "scope", "all",
                        "algorithm", "ES256",
                        "key_id", "k",
                        "private_key", "hunter2hunter2")));
    }

    @Test
    void aSessionIsALoginWhosePlanHoldsNoPassword() {
        Map<String, Object> section = new LinkedHashMap<>();
        section.put("type", "session");
        section.put("path", "/login");
        section.put("json", Map.of("user", "me", "in", Map.of("password", "hunter2hunter2")));
        section.put("headers", Map.of("X-Api-Key", "hunter2hunter2", "X-Tenant", "{auth.tenant}"));
        section.put("token_path", "data.token");
        section.put("lifetime", "20m");
        section.put("location", "header");
        section.put("name", "X-Session");

        List<Auth> auths = read(section);

        assertEquals(
                List.of(new Auth.Session(
                        new Login(
                                "POST",
                                "/login",
                                Map.of(),
                                Map.of("X-Api-Key", "{auth.headers.X-Api-Key}", "X-Tenant", "{auth.tenant}"),
                                Optional.of(Map.of("user", "me", "in", Map.of("password", "{auth.json.in.password}")))),
                        "data.token",
                        Optional.of(Duration.ofMinutes(20)),
                        new Placement(Place.HEADER, "X-Session", ""))),
                auths);
        assertFalse(auths.toString().contains("hunter2"), auths.toString());
    }

    @Test
    void severalProofsHaveSectionsOfTheirOwn() {
        Map<String, Object> several = new LinkedHashMap<>();
        several.put("gate", Map.of("type", "api_key", "name", "X-Gate"));
        several.put("user", Map.of("type", "bearer"));

        assertEquals(
                List.of(
                        new Auth.FixedToken("auth.gate.api_key", new Placement(Place.HEADER, "X-Gate", "")),
                        new Auth.FixedToken("auth.user.token", Placement.BEARER)),
                read(several));
    }

    @Test
    void whatIsWrongIsSaid() {
        assertFault(Map.of("type", "oauth2"), "auth.type is one of bearer, api_key, http_basic");
        assertFault(Map.of("username", "me"), "auth.type is missing");
        assertFault(Map.of("type", "http_basic"), "auth.username is missing");
        assertFault(
                Map.of("type", "bearer", "tokens", "x"),
                "auth.tokens is a key that means nothing here. Did you mean 'token'?");
        assertFault(
                Map.of("type", "oauth2_client_credentials", "client_id", "a", "access_token_url", "login"),
                "auth.access_token_url is to be a web address, not 'login'");
        assertFault(List.of(Map.of("type", "bearer")), "several stand in sections of their own, auth.<name>");
    }

    @Test
    void secretHeadersBecomeProofs() {
        Declaration declaration = new Declaration(
                Map.of("headers", Map.of("Authorization", "Bearer hunter2hunter2", "Accept", "text/csv")),
                "sources.crm");

        HeaderReader.Headers headers = HeaderReader.read(declaration, "");

        assertEquals(Map.of("Accept", "text/csv"), headers.plain());
        assertEquals(
                List.of(new Auth.FixedToken("headers.Authorization", new Placement(Place.HEADER, "Authorization", ""))),
                headers.secret());
        assertEquals(List.of(), declaration.faults());
    }

    @Test
    void headersThatAreNeverSentAsWrittenAreFaults() {
        Declaration declaration = new Declaration(Map.of("headers", Map.of("Host", "x")), "sources.crm");
        HeaderReader.read(declaration, "");

        assertEquals(List.of("sources.crm.headers hold Host, which is never sent as written"), declaration.faults());
    }

    private static void assertFault(Object auth, String fault) {
        Declaration declaration = new Declaration(Map.of("auth", auth), "sources.crm");
        AuthReader.read(declaration);
        List<String> faults = declaration.faults();
        assertTrue(faults.stream().anyMatch(each -> each.contains(fault)), faults.toString());
    }

    private static List<Auth> read(Object auth) {
        Declaration declaration = new Declaration(Map.of("auth", auth), "sources.crm");
        List<Auth> auths = AuthReader.read(declaration);
        assertEquals(List.of(), declaration.faults());
        return auths;
    }
}
