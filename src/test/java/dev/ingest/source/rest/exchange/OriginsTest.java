package dev.ingest.source.rest.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.TestApi.Answer;
import dev.ingest.source.rest.endpoint.Auth;
import dev.ingest.source.rest.endpoint.Placement;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where answers may lead a request, and the proof of who asks. */
@Timeout(60)
class OriginsTest {
    private static final Auth TOKEN = new Auth.FixedToken("auth.token", Placement.BEARER);

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectWithinTheOriginIsFollowedWithTheProof(int status) throws Exception {
        try (TestApi api = new TestApi(asked -> asked.path().equals("/old")
                ? Answer.of(status, "").with("Location", "/new?a=b")
                : Answer.json("[1]"))) {
            assertEquals(
                    "[1]",
                    TestExchange.with(api)
                            .auth(TOKEN)
                            .secret("auth.token", "t0ken-value")
                            .read("old"));
            assertEquals("/new", api.asked().get(1).path());
            assertEquals("b", api.asked().get(1).query().get("a"));
            assertEquals("Bearer t0ken-value", api.asked().get(1).headers().get("Authorization"));
        }
    }

    @Test
    void aRedirectToAnotherOriginIsRefusedAndTheOtherIsNotAsked() {
        try (TestApi other = TestApi.inTurn(Answer.json("[]"));
                TestApi api = TestApi.inTurn(Answer.of(302, "").with("Location", other.uri() + "/x"))) {
            TestExchange exchange = TestExchange.with(api).auth(TOKEN).secret("auth.token", "t0ken-value");

            IngestException e = assertThrows(IngestException.class, () -> exchange.read("ids"));

            assertTrue(e.getMessage().contains("the API leads to " + other.uri()), e.getMessage());
            assertEquals(List.of(), other.asked());
            assertEquals(1, api.asked().size());
        }
    }

    @Test
    void aRedirectToAnOriginThatUsersNamedIsRefusedTooWhileAProofGoesAlong() {
        try (TestApi other = TestApi.inTurn(Answer.json("[]"));
                TestApi api = TestApi.inTurn(Answer.of(302, "").with("Location", other.uri() + "/x"))) {
            TestExchange exchange =
                    TestExchange.with(api).others(other.uri()).auth(TOKEN).secret("auth.token", "t0ken-value");

            assertThrows(IngestException.class, () -> exchange.read("ids"));
            assertEquals(List.of(), other.asked());
        }
    }

    @Test
    void aCircleOfRedirectsEnds() {
        try (TestApi api = TestApi.inTurn(Answer.of(302, "").with("Location", "/ids"))) {
            IngestException e = assertThrows(
                    IngestException.class, () -> TestExchange.with(api).read("ids"));

            assertTrue(e.getMessage().contains("redirected more than 5 times"), e.getMessage());
        }
    }

    @Test
    void aLinkToAnOriginThatUsersNamedIsFollowedWithoutTheProof() throws Exception {
        try (TestApi other = TestApi.inTurn(Answer.json("[2]"));
                TestApi api = TestApi.inTurn(Answer.json("[1]"))) {
            Dialogue dialogue = TestExchange.with(api)
                    .others(other.uri())
                    .auth(TOKEN)
                    .secret("auth.token", "t0ken-value")
                    .dialogue();

            Request first = Request.below(api.uri(), "ids");
            assertEquals("[2]", TestExchange.text(dialogue.send(first.following(other.uri()))));
            assertEquals(null, other.asked().get(0).headers().get("Authorization"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.2/ids,inside this machine's own network",
        "http://localhost:9/ids,inside this machine's own network",
        "http://169.254.169.254/latest/meta-data,inside this machine's own network",
        "http://10.1.2.3/,inside this machine's own network",
        "http://192.168.0.9/,inside this machine's own network",
        "http://[::1]/ids,inside this machine's own network",
        "http://[fd00::1]/ids,inside this machine's own network",
        "http://metadata.google.internal/,inside this machine's own network",
        "https://api.example.com.evil.test/ids,is another origin than https://api.example.com",
        "https://api.example.com:8443/ids,is another origin",
        "file:///etc/passwd,is no web address",
        "ftp://api.example.com/ids,is no web address",
        "mailto:me@example.com,is no web address",
    })
    void linksThatLeadAwayAreRefused(URI link, String why) {
        Origins origins = new Origins(URI.create("https://api.example.com/v1"), List.of());

        Fault fault = assertThrows(Fault.class, () -> origins.settled(link));

        assertTrue(fault.reason().contains(why), fault.reason());
        assertEquals(Fault.Course.NOTHING, fault.course());
    }

    @ParameterizedTest
    @CsvSource({
        "https://API.example.com:443/ids,https://API.example.com:443/ids",
        "http://api.example.com/ids?a=%20b,https://api.example.com/ids?a=%20b",
        "http://api.example.com:80/ids,https://api.example.com/ids",
    })
    void linksOfTheSameHostAreFollowedAsTheBaseUrlIsReached(URI link, URI settled) throws Exception {
        Origins origins = new Origins(URI.create("https://api.example.com/v1"), List.of());

        assertEquals(settled, origins.settled(link));
    }
}
