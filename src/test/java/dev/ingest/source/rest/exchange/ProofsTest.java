package dev.ingest.source.rest.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.TestApi.Answer;
import dev.ingest.source.rest.TestApi.Asked;
import dev.ingest.source.rest.endpoint.Api;
import dev.ingest.source.rest.endpoint.Auth;
import dev.ingest.source.rest.endpoint.BodyForm;
import dev.ingest.source.rest.endpoint.Grant;
import dev.ingest.source.rest.endpoint.Grant.ClientProof;
import dev.ingest.source.rest.endpoint.Limits;
import dev.ingest.source.rest.endpoint.Login;
import dev.ingest.source.rest.endpoint.Place;
import dev.ingest.source.rest.endpoint.Placement;
import dev.ingest.source.rest.endpoint.Retries;
import dev.ingest.source.rest.endpoint.Rule;
import dev.ingest.source.rest.endpoint.Traffic;
import dev.ingest.source.rest.json.Json;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who asks is shown as the API wants it, for as long as it takes, and to nobody else. */
@Timeout(60)
class ProofsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void severalProofsGoAlongAtOnce() throws Exception {
        try (TestApi api = TestApi.inTurn(Answer.json("[]"))) {
            TestExchange.with(api)
                    .headers(Map.of("X-Tenant", "north"))
                    .auth(
                            new Auth.Basic("me", "auth.user.password"),
                            new Auth.FixedToken("auth.gate.api_key", new Placement(Place.HEADER, "X-Api-Key", "")),
                            new Auth.FixedToken("auth.q.api_key", new Placement(Place.QUERY, "key", "")),
                            new Auth.FixedToken("auth.c.api_key", new Placement(Place.COOKIE, "sid", "")),
                            new Auth.FixedToken("auth.d.api_key", new Placement(Place.COOKIE, "tid", "v")))
                    .secret("auth.user.password", "pass-w0rd")
                    .secret("auth.gate.api_key", "gate-key")
                    .secret("auth.q.api_key", "query key")
                    .secret("auth.c.api_key", "c00kie")
                    .secret("auth.d.api_key", "d00kie")
                    .read("ids?page=1");

            Asked asked = api.asked().get(0);
            assertEquals("Basic bWU6cGFzcy13MHJk", asked.headers().get("Authorization"));
            assertEquals("gate-key", asked.headers().get("X-api-key"));
            assertEquals("north", asked.headers().get("X-tenant"));
            assertEquals("sid=c00kie; tid=vd00kie", asked.headers().get("Cookie"));
            assertEquals(Map.of("page", "1", "key", "query key"), asked.query());
        }
    }

    @Test
    void aSecretThatIsSetNowhereIsNamed() {
        try (TestApi api = TestApi.inTurn(Answer.json("[]"))) {
            TestExchange exchange = TestExchange.with(api).auth(new Auth.FixedToken("auth.token", Placement.BEARER));

            IngestException e = assertThrows(IngestException.class, () -> exchange.read("ids"));

            assertEquals(FailureKind.SECRET, e.kind());
            assertTrue(e.getMessage().contains("auth.token is set nowhere"), e.getMessage());
            assertEquals(List.of(), api.asked());
        }
    }

    @Test
    void noFailureShowsASecretThatTheApiRepeats() {
        try (TestApi api = new TestApi(
                asked -> Answer.of(500, "x".repeat(190) + asked.headers().get("Authorization")))) {
            TestExchange exchange = TestExchange.with(api)
                    .auth(new Auth.FixedToken("auth.token", Placement.BEARER))
                    .secret("auth.token", "visible-token-1".repeat(80));

            Throwable e = assertThrows(IngestException.class, () -> exchange.read("ids"));

            for (Throwable at = e; at != null; at = at.getCause()) {
                assertFalse(at.getMessage().contains("visible"), at.getMessage());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"BODY", "BASIC"})
    void clientCredentialsAreExchangedForATokenOnceForAll(ClientProof proof) throws Exception {
        try (Issuer issuer = new Issuer()) {
            Exchange exchange = client(issuer, proof).open();
            for (int i = 0; i < 3; i++) {
                exchange.dialogue(List.of(), BodyForm.JSON)
                        .send(Request.below(issuer.api.uri(), "ids"))
                        .close();
            }

            assertEquals(1, issuer.issued.get());
            Map<String, String> form = issuer.form(0);
            assertEquals("client_credentials", form.get("grant_type"));
            assertEquals("read all", form.get("scope"));
            assertEquals(proof == ClientProof.BODY ? "c-secret" : null, form.get("client_secret"));
            assertEquals(proof == ClientProof.BODY ? "client-7" : null, form.get("client_id"));
            assertEquals(
                    proof == ClientProof.BASIC ? "Basic Y2xpZW50LTc6Yy1zZWNyZXQ=" : null,
                    issuer.tokenRequests().get(0).headers().get("Authorization"));
        }
    }

    @Test
    void aTokenIsRenewedAheadOfItsEnd() throws Exception {
        try (Issuer issuer = new Issuer()) {
            TestExchange exchange = client(issuer, ClientProof.BODY);
            Dialogue dialogue = exchange.dialogue();
            Request request = Request.below(issuer.api.uri(), "ids");
            dialogue.send(request).close();
            exchange.pace.pass(Duration.ofSeconds(3530));
            dialogue.send(request).close();
            exchange.pace.pass(Duration.ofSeconds(20));
            dialogue.send(request).close();
            exchange.pace.pass(Duration.ofSeconds(60));
            dialogue.send(request).close();

            assertEquals(2, issuer.issued.get());
        }
    }

    @Test
    void aTokenThatIsRefusedInMidRunIsRenewedOnce() throws Exception {
        try (Issuer issuer = new Issuer()) {
            Dialogue dialogue = client(issuer, ClientProof.BODY).dialogue();
            Request request = Request.below(issuer.api.uri(), "ids");
            dialogue.send(request).close();
            issuer.revoke();

            assertEquals("[2]", TestExchange.text(dialogue.send(request)));
            assertEquals(2, issuer.issued.get());
        }
    }

    @Test
    void aTokenThatIsRefusedAfterItsRenewalFails() {
        try (Issuer issuer = new Issuer()) {
            TestExchange exchange = client(issuer, ClientProof.BODY);
            issuer.accepting = false;

            IngestException e = assertThrows(IngestException.class, () -> exchange.read("ids"));

            assertEquals(FailureKind.CONNECT, e.kind());
            assertTrue(e.getMessage().contains("401"), e.getMessage());
            assertEquals(2, issuer.issued.get());
        }
    }

    @Test
    void aLoginThatIsRefusedIsNotTriedByTheNextJob() {
        try (TestApi api = TestApi.inTurn(Answer.of(401, "{\"error\":\"invalid_client\"}"))) {
            Exchange exchange = client(api, ClientProof.BODY).open();
            Request request = Request.below(api.uri(), "ids");
            for (int i = 0; i < 2; i++) {
                Dialogue dialogue = exchange.dialogue(List.of(), BodyForm.JSON);
                IngestException e = assertThrows(IngestException.class, () -> dialogue.send(request));
                assertTrue(
                        e.getMessage().startsWith("Cannot get a token from 127.0.0.1: the API answered 401:"),
                        e.getMessage());
            }

            assertEquals(1, api.asked().size());
        }
    }

    @Test
    void anIssuerThatIsBusyIsAskedAgain() throws Exception {
        try (Issuer issuer = new Issuer()) {
            issuer.busy.set(2);

            assertEquals("[1]", client(issuer, ClientProof.BODY).read("ids"));
        }
    }

    @Test
    void aTokenAnswerWithoutATokenIsSaidWithoutItsBody() {
        try (TestApi api = TestApi.inTurn(Answer.json("{\"accessToken\":\"private-thing\"}"))) {
            IngestException e = assertThrows(
                    IngestException.class, () -> client(api, ClientProof.BODY).read("ids"));

            assertTrue(e.getMessage().contains("has no token where it is to be"), e.getMessage());
            assertFalse(e.getMessage().contains("private-thing"), e.getMessage());
        }
    }

    @Test
    void aRefreshTokenThatIsReplacedIsKeptBeforeTheNewOneIsUsed(@TempDir Path home) throws Exception {
        try (Issuer issuer = new Issuer()) {
            issuer.rotating = true;
            for (int run = 0; run < 3; run++) {
                TokenShelf shelf = new TokenFolder(home.resolve("crm"));
                Exchange exchange = refreshing(issuer, shelf, "first-refresh");
                exchange.dialogue(List.of(), BodyForm.JSON)
                        .send(Request.below(issuer.api.uri(), "ids"))
                        .close();
            }

            assertEquals(
                    List.of("first-refresh", "refresh-1", "refresh-2"),
                    List.of(
                            issuer.form(0).get("refresh_token"),
                            issuer.form(1).get("refresh_token"),
                            issuer.form(2).get("refresh_token")));
        }
    }

    @Test
    void aRefreshTokenThatSomebodySetAnewCounts(@TempDir Path home) throws Exception {
        try (Issuer issuer = new Issuer()) {
            issuer.rotating = true;
            TokenShelf shelf = new TokenFolder(home);
            for (String set : List.of("first-refresh", "second-refresh")) {
                refreshing(issuer, shelf, set)
                        .dialogue(List.of(), BodyForm.JSON)
                        .send(Request.below(issuer.api.uri(), "ids"))
                        .close();
            }

            assertEquals("second-refresh", issuer.form(1).get("refresh_token"));
        }
    }

    @Test
    void aRefreshTokenThatCannotBeKeptIsNotUsed(@TempDir Path home) throws Exception {
        Files.writeString(home.resolve("file"), "");
        try (Issuer issuer = new Issuer()) {
            issuer.rotating = true;
            Exchange exchange = refreshing(issuer, new TokenFolder(home.resolve("file/below")), "first-refresh");
            Dialogue dialogue = exchange.dialogue(List.of(), BodyForm.JSON);

            IngestException e =
                    assertThrows(IngestException.class, () -> dialogue.send(Request.below(issuer.api.uri(), "ids")));

            assertEquals(FailureKind.SECRET, e.kind());
            assertTrue(e.getMessage().contains("auth.refresh_token"), e.getMessage());
            assertTrue(
                    issuer.api.asked().stream().noneMatch(asked -> asked.path().equals("/ids")));
        }
    }

    @Test
    void keptTokensAreTheirOwnersAlone(@TempDir Path home) throws Exception {
        TokenFolder folder = new TokenFolder(home.resolve("a/b"));
        folder.keep("auth.refresh_token-1", new Secret("kept-token-9"));
        folder.keep("auth.refresh_token-1", new Secret("kept-token-10"));

        assertEquals(Optional.of(new Secret("kept-token-10")), folder.find("auth.refresh_token-1"));
        assertEquals(Optional.empty(), folder.find("auth.refresh_token-2"));
        try (Stream<Path> files = Files.list(home.resolve("a/b"))) {
            List<Path> all = files.toList();
            assertEquals(1, all.size());
            if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(all.get(0))));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"RS256,RSA,SHA256withRSA", "ES256,EC,SHA256withECDSAinP1363Format"})
    void aSignedStatementIsExchangedForAToken(Grant.Signing signing, String algorithm, String check) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
        KeyPair pair = generator.generateKeyPair();
        String pem = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        try (Issuer issuer = new Issuer()) {
            statement(issuer, signing, pem.replace("\n", "\\n")).read("ids");

            String[] parts = issuer.form(0).get("assertion").split("\\.", -1);
            assertEquals(
                    "urn:ietf:params:oauth:grant-type:jwt-bearer",
                    issuer.form(0).get("grant_type"));
            JsonNode header = Json.TREES.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode claims = Json.TREES.readTree(Base64.getUrlDecoder().decode(parts[1]));
            assertEquals(signing.name(), header.path("alg").asText());
            assertEquals("k-1", header.path("kid").asText());
            assertEquals("service@example", claims.path("iss").asText());
            assertEquals(300, claims.path("exp").asLong() - claims.path("iat").asLong());
            Signature verifier = Signature.getInstance(check);
            verifier.initVerify(pair.getPublic());
            verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            assertTrue(verifier.verify(Base64.getUrlDecoder().decode(parts[2])));
        }
    }

    @Test
    void aKeyInTheOlderFormSignsToo() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
        String pem = pem("RSA PRIVATE KEY", Arrays.copyOfRange(encoded, 26, encoded.length));
        try (Issuer issuer = new Issuer()) {
            assertEquals("[1]", statement(issuer, Grant.Signing.RS256, pem).read("ids"));
        }
    }

    @Test
    void aKeyThatIsNoneIsNamedAndNotShown() {
        try (Issuer issuer = new Issuer()) {
            TestExchange exchange = statement(issuer, Grant.Signing.RS256, "c2VjcmV0LWtleS1tYXRlcmlhbA==");

            IngestException e = assertThrows(IngestException.class, () -> exchange.read("ids"));

            assertEquals(FailureKind.SECRET, e.kind());
            assertTrue(e.getMessage().contains("auth.private_key is no private key for RS256"), e.getMessage());
        }
    }

    @Test
    void aSessionIsOpenedAndOpenedAgainWhenItHasEnded() throws Exception {
        AtomicInteger logins = new AtomicInteger();
        try (TestApi api = new TestApi(asked -> {
            if (asked.path().equals("/login")) {
                return Answer.json("{\"data\":{\"session\":\"sess-" + logins.incrementAndGet() + "\"}}");
            }
            return ("sess-" + logins.get()).equals(asked.headers().get("X-session")) && logins.get() != 1
                    ? Answer.json("[" + logins.get() + "]")
                    : Answer.of(401, "session over");
        })) {
            TestExchange exchange = TestExchange.with(api)
                    .auth(
                            new Auth.FixedToken("auth.gate.api_key", new Placement(Place.HEADER, "X-Api-Key", "")),
                            new Auth.Session(
                                    new Login(
                                            "POST",
                                            "/login",
                                            Map.of("v", "2"),
                                            Map.of("X-User", "{auth.user}"),
                                            Optional.of(Map.of(
                                                    "user",
                                                    "me",
                                                    "deep",
                                                    Map.of("password", "{auth.password}", "n", 1)))),
                                    "data.session",
                                    Optional.of(HOUR),
                                    new Placement(Place.HEADER, "X-Session", "")))
                    .secret("auth.gate.api_key", "gate-key")
                    .secret("auth.user", "me-myself")
                    .secret("auth.password", "pass\"word$1");

            assertEquals("[2]", exchange.read("ids"));

            Asked login = api.asked().get(0);
            assertEquals("gate-key", login.headers().get("X-api-key"));
            assertEquals("me-myself", login.headers().get("X-user"));
            assertEquals("2", login.query().get("v"));
            JsonNode body = Json.TREES.readTree(login.body());
            assertEquals("pass\"word$1", body.path("deep").path("password").asText());
            assertEquals(1, body.path("deep").path("n").asInt());
        }
    }

    @Test
    void aRuleRenewsTheLoginWhereTheApiSaysItInItsOwnWay() throws Exception {
        try (Issuer issuer = new Issuer()) {
            issuer.refusal = 403;
            Rule renewing = new Rule(
                    List.of(new Rule.Statuses(403, 403)),
                    Optional.of("expired"),
                    Optional.empty(),
                    Rule.Action.LOGIN,
                    Optional.empty());
            Dialogue dialogue = client(issuer, ClientProof.BODY).rules(renewing).dialogue();
            Request request = Request.below(issuer.api.uri(), "ids");
            dialogue.send(request).close();
            issuer.revoke();

            assertEquals("[2]", TestExchange.text(dialogue.send(request)));
        }
    }

    private static String pem(String kind, byte[] key) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key) + "\n-----END " + kind + "-----\n";
    }

    private static TestExchange client(Issuer issuer, ClientProof proof) {
        return client(issuer.api, proof);
    }

    private static TestExchange client(TestApi api, ClientProof proof) {
        return TestExchange.with(api)
                .auth(new Auth.OAuth2(
                        URI.create(api.uri() + "/token"),
                        new Grant.ClientCredentials("client-7", "auth.client_secret", proof),
                        Map.of("scope", "read all"),
                        HOUR))
                .secret("auth.client_secret", "c-secret");
    }

    private static TestExchange statement(Issuer issuer, Grant.Signing signing, String key) {
        return TestExchange.with(issuer.api)
                .auth(new Auth.OAuth2(
                        URI.create(issuer.api.uri() + "/token"),
                        new Grant.JwtBearer(
                                Map.of("iss", "service@example", "aud", "issuer"),
                                "auth.private_key",
                                signing,
                                Optional.of("k-1")),
                        Map.of(),
                        HOUR))
                .secret("auth.private_key", key);
    }

    private static Exchange refreshing(Issuer issuer, TokenShelf shelf, String token) {
        Function<String, Optional<Secret>> secrets =
                key -> key.equals("auth.refresh_token") ? Optional.of(new Secret(token)) : Optional.empty();
        Api api = new Api(
                issuer.api.uri(),
                Map.of(),
                List.of(new Auth.OAuth2(
                        URI.create(issuer.api.uri() + "/token"),
                        new Grant.RefreshToken(
                                Optional.of("client-7"),
                                Optional.of("auth.client_secret"),
                                ClientProof.BODY,
                                "auth.refresh_token"),
                        Map.of(),
                        HOUR)),
                Limits.STANDARD,
                Retries.STANDARD,
                Traffic.STANDARD,
                List.of());
        return Exchange.open(api, secrets, shelf, new TestPace().pace());
    }

    /** An API that gives out tokens {@code tok-1}, {@code tok-2} … and answers to the newest alone. */
    private static final class Issuer implements AutoCloseable {
        private final AtomicInteger issued = new AtomicInteger();
        private final TestApi api = new TestApi(this::answer);
        private volatile int least = 1;
        private final AtomicInteger busy = new AtomicInteger();
        private volatile boolean rotating;
        private volatile boolean accepting = true;
        private volatile int refusal = 401;

        private Answer answer(Asked asked) {
            if (asked.path().equals("/token")) {
                if (busy.getAndDecrement() > 0) {
                    return Answer.of(503, "busy");
                }
                int number = issued.incrementAndGet();
                return Answer.json("{\"access_token\":\"tok-" + number + "\",\"expires_in\":3600"
                        + (rotating ? ",\"refresh_token\":\"refresh-" + number + "\"" : "") + "}");
            }
            String token =
                    Optional.ofNullable(asked.headers().get("Authorization")).orElse("");
            boolean good =
                    accepting && token.startsWith("Bearer tok-") && Integer.parseInt(token.substring(11)) >= least;
            return good ? Answer.json("[" + issued.get() + "]") : Answer.of(refusal, "{\"error\":\"expired\"}");
        }

        private void revoke() {
            least = issued.get() + 1;
        }

        private List<Asked> tokenRequests() {
            return api.asked().stream()
                    .filter(asked -> asked.path().equals("/token"))
                    .toList();
        }

        private Map<String, String> form(int number) {
            Map<String, String> form = new HashMap<>();
            for (String pair : tokenRequests().get(number).body().split("&", -1)) {
                int equals = pair.indexOf('=');
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
            return form;
        }

        @Override
        public void close() {
            api.close();
        }
    }
}
