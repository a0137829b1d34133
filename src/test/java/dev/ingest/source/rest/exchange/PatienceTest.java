package dev.ingest.source.rest.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.TestApi.Answer;
import dev.ingest.source.rest.endpoint.BodyForm;
import dev.ingest.source.rest.endpoint.Limits;
import dev.ingest.source.rest.endpoint.Retries;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes is tried again, what does not is said at once, and nothing broken is handed on. */
@Timeout(60)
class PatienceTest {
    private static final Answer GOOD = Answer.json("{\"ids\":[1,2,3]}");

    @ParameterizedTest
    @CsvSource({
        "Retry-After,7,7",
        "Retry-After,0.5,0.5",
        "RateLimit-Reset,13,13",
        "X-Come-Back,15,15",
        "Retry-After,99999,900",
    })
    void theApiIsAskedAgainWhenItSaysSo(String header, String value, String seconds) throws Exception {
        try (TestApi api = TestApi.inTurn(Answer.of(429, "{}").with(header, value), GOOD)) {
            TestExchange exchange = TestExchange.with(api)
                    .retries(new Retries(
                            3,
                            Duration.ofMinutes(5),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(60),
                            Duration.ofMinutes(15),
                            Optional.of("X-Come-Back")));

            assertEquals("{\"ids\":[1,2,3]}", exchange.read("ids"));

            assertEquals(List.of(Duration.parse("PT" + seconds + "S")), exchange.pace.waits());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sat, 28 Feb 2026 12:00:00 GMT", "soon", "-5", ""})
    void aWaitThatMeansNothingIsALittleOne(String value) throws Exception {
        try (TestApi api = TestApi.inTurn(Answer.of(503, "").with("Retry-After", value), GOOD)) {
            TestExchange exchange = TestExchange.with(api);

            exchange.read("ids");

            assertTrue(
                    exchange.pace.waits().get(0).toMillis() <= 1250,
                    exchange.pace.waits().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 522})
    void whatPassesIsTriedAgainWithGrowingPauses(int status) throws Exception {
        Answer bad = Answer.of(status, "busy");
        try (TestApi api = TestApi.inTurn(bad, bad, bad, GOOD)) {
            TestExchange exchange = TestExchange.with(api);

            exchange.read("ids");

            List<Duration> waits = exchange.pace.waits();
            assertEquals(3, waits.size());
            assertTrue(waits.get(2).toMillis() >= 3000 && waits.get(2).toMillis() <= 5000, waits.toString());
        }
    }

    @Test
    void afterTheLastAttemptTheFailureNamesEverything() {
        try (TestApi api = TestApi.inTurn(Answer.of(500, "no such page\n" + "x".repeat(300)))) {
            TestExchange exchange = TestExchange.with(api);

            IngestException e = assertThrows(IngestException.class, () -> exchange.read("ids?offset=300"));

            assertEquals(FailureKind.READ, e.kind());
            assertEquals(Outlook.PASSES, e.outlook());
            assertTrue(
                    e.getMessage()
                            .startsWith("Cannot read GET " + api.uri()
                                    + "/ids?offset=300: the API answered 500: 'no such" + " page xxx"),
                    e.getMessage());
            assertTrue(e.getMessage().contains("at the last of 8 attempts in "), e.getMessage());
            assertTrue(e.getMessage().endsWith("Try again later, or raise retry_for."), e.getMessage());
            assertTrue(e.getMessage().length() < 450, e.getMessage());
            assertEquals(8, api.asked().size());
        }
    }

    @Test
    void timeRunsOutBeforeTheAttemptsDo() {
        try (TestApi api = TestApi.inTurn(Answer.of(503, ""))) {
            TestExchange exchange = TestExchange.with(api)
                    .retries(new Retries(
                            50,
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(60),
                            Duration.ofMinutes(15),
                            Optional.empty()));

            assertThrows(IngestException.class, () -> exchange.read("ids"));

            assertTrue(api.asked().size() < 6, "asked " + api.asked().size());
        }
    }

    @ParameterizedTest
    @CsvSource({"400,params", "401,auth section", "403,right", "404,base_url", "410,ignore", "422,params", "501,path"})
    void whatStaysIsSaidAtOnce(int status, String wayOut) {
        try (TestApi api = TestApi.inTurn(Answer.of(status, "{\"error\":\"no\"}"))) {
            TestExchange exchange = TestExchange.with(api);

            IngestException e = assertThrows(IngestException.class, () -> exchange.read("ids"));

            assertTrue(e.getMessage().contains(status + ": '{\"error\":\"no\"}'"), e.getMessage());
            assertTrue(e.getMessage().contains(wayOut), e.getMessage());
            assertEquals(1, api.asked().size());
        }
    }

    @Test
    void aRefusalForTooManyRequestsIsTriedAgain() throws Exception {
        try (TestApi api = TestApi.inTurn(Answer.of(403, "secondary limit").with("X-RateLimit-Remaining", "0"), GOOD)) {
            assertEquals("{\"ids\":[1,2,3]}", TestExchange.with(api).read("ids"));
        }
    }

    @Test
    void aBodyThatBreaksOffIsAskedForAgainAsAWhole() throws Exception {
        try (TestApi api = TestApi.inTurn(Answer.json("{\"ids\":[1,").broken(), GOOD)) {
            assertEquals("{\"ids\":[1,2,3]}", TestExchange.with(api).read("ids"));
        }
    }

    @Test
    void aBodyThatStopsComingIsAskedForAgain() throws Exception {
        try (TestApi api = TestApi.inTurn(Answer.json("{\"ids\":[1,").stuck(), GOOD)) {
            TestExchange exchange =
                    TestExchange.with(api).limits(new Limits(Duration.ofSeconds(5), Duration.ofMillis(200), 1 << 20));

            assertEquals("{\"ids\":[1,2,3]}", exchange.read("ids"));
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        TestExchange exchange = TestExchange.at(URI.create("http://127.0.0.1:1"));

        IngestException e = assertThrows(IngestException.class, () -> exchange.read("ids"));

        assertEquals(FailureKind.CONNECT, e.kind());
        assertTrue(e.getMessage().contains("the server does not accept connections"), e.getMessage());
    }

    @Test
    void aPackedBodyIsUnpacked() throws Exception {
        try (TestApi api = TestApi.inTurn(GOOD.zipped())) {
            assertEquals("{\"ids\":[1,2,3]}", TestExchange.with(api).read("ids"));
            assertEquals("gzip", api.asked().get(0).headers().get("Accept-encoding"));
        }
    }

    @Test
    void aPackedBodyThatIsCutIsAskedForAgain() throws Exception {
        Answer zipped = GOOD.zipped();
        try (TestApi api = TestApi.inTurn(zipped.without(6), zipped)) {
            assertEquals("{\"ids\":[1,2,3]}", TestExchange.with(api).read("ids"));
        }
    }

    @Test
    void aGzipBombEndsAtTheBoundOfAResponse() {
        try (TestApi api =
                TestApi.inTurn(Answer.json("[" + " ".repeat(20_000_000) + "]").zipped())) {
            IngestException e = assertThrows(
                    IngestException.class, () -> TestExchange.with(api).read("ids"));

            assertTrue(e.getMessage().contains("larger than max_response_size = 1048576 bytes"), e.getMessage());
            assertEquals(1, api.asked().size());
        }
    }

    @Test
    void aResponseAboveTheBoundFails() {
        try (TestApi api = TestApi.inTurn(Answer.json("[" + " ".repeat(2_000_000) + "]"))) {
            IngestException e = assertThrows(
                    IngestException.class, () -> TestExchange.with(api).read("ids"));

            assertTrue(e.getMessage().contains("max_response_size"), e.getMessage());
        }
    }

    @Test
    void aLargeBodyGoesThroughAFileThatIsGoneAfterwards() throws Exception {
        String large = "[\"" + "ø".repeat(5_000_000) + "\"]";
        long before = bodies();
        try (TestApi api = TestApi.inTurn(Answer.json(large))) {
            TestExchange exchange =
                    TestExchange.with(api).limits(new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 20 << 20));
            Reply reply = exchange.dialogue().send(Request.below(api.uri(), "ids"));

            assertEquals(10_000_004, reply.body().size());
            assertEquals(
                    reply.body().fingerprint(0, reply.body().size()),
                    reply.body().fingerprint(0, Long.MAX_VALUE));
            assertEquals(large, TestExchange.text(reply));
            assertEquals(before, bodies());
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "|<html><body>Please log in</body></html>|,text/html,a page for people",
                "|  <!DOCTYPE html>|,application/json,a page for people",
                "Too many requests today,text/plain,which is no JSON",
                "|id,name|,text/csv,which is no JSON",
            })
    void whatIsNoJsonFailsWithItsBeginning(String body, String type, String reason) {
        try (TestApi api = TestApi.inTurn(Answer.json(body).with("Content-Type", type))) {
            IngestException e = assertThrows(
                    IngestException.class, () -> TestExchange.with(api).read("ids"));

            assertTrue(e.getMessage().contains("'" + body.strip() + "' (" + type + ")"), e.getMessage());
            assertTrue(e.getMessage().contains(reason), e.getMessage());
        }
    }

    @Test
    void jsonThatIsCalledHtmlIsJson() throws Exception {
        try (TestApi api = TestApi.inTurn(Answer.json("\uFEFF [1]").with("Content-Type", "text/html"))) {
            assertEquals("\uFEFF [1]", TestExchange.with(api).read("ids"));
        }
    }

    @Test
    void csvIsTakenAsItIs() throws Exception {
        try (TestApi api = TestApi.inTurn(Answer.json("id,name\n1,\"{\"\n").with("Content-Type", "text/csv"))) {
            assertEquals(
                    "id,name\n1,\"{\"\n",
                    TestExchange.with(api).form(BodyForm.CSV).read("ids"));
        }
    }

    @Test
    void nothingAtAllIsAFault() {
        try (TestApi api = TestApi.inTurn(Answer.json(""))) {
            IngestException e = assertThrows(
                    IngestException.class, () -> TestExchange.with(api).read("ids"));

            assertTrue(e.getMessage().contains("with an empty body"), e.getMessage());
        }
    }

    @Test
    void noContentIsAnAnswer() throws Exception {
        try (TestApi api = TestApi.inTurn(Answer.of(204, ""))) {
            assertEquals("", TestExchange.with(api).read("ids"));
        }
    }

    @Test
    void anotherThreadEndsTheWaitForAnAnswer() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (TestApi api = new TestApi(asked -> {
            arrived.countDown();
            return Answer.json("[").stuck();
        })) {
            Dialogue dialogue = TestExchange.with(api).dialogue();
            CompletableFuture<Reply> reply =
                    CompletableFuture.supplyAsync(() -> dialogue.send(Request.below(api.uri(), "ids")));
            arrived.await();
            dialogue.cancel();

            Exception e = assertThrows(Exception.class, () -> reply.get(20, TimeUnit.SECONDS));

            assertTrue(e.getCause().getMessage().contains("it was stopped"), e.getMessage());
            assertThrows(IngestException.class, () -> dialogue.send(Request.below(api.uri(), "ids")));
            assertEquals(1, api.asked().size());
        }
    }

    private static long bodies() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("ingest-.*\\.body"))
                    .count();
        }
    }
}
