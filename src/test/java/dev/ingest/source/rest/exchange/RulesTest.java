package dev.ingest.source.rest.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.TestApi.Answer;
import dev.ingest.source.rest.endpoint.Rule;
import dev.ingest.source.rest.endpoint.Rule.Action;
import dev.ingest.source.rest.endpoint.Rule.Field;
import dev.ingest.source.rest.endpoint.Rule.Statuses;
import dev.ingest.source.rest.exchange.Reply.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users say of certain answers counts before what those say themselves. */
@Timeout(60)
class RulesTest {
    @ParameterizedTest
    @CsvSource({"IGNORE,IGNORED", "END,ENDED", "RESTART,RESTART"})
    void aStatusIsPassedOver(Action action, Verdict verdict) {
        assertEquals(verdict, verdict(Answer.of(404, "gone"), status(404, action)));
    }

    @Test
    void theFirstRuleThatFitsCounts() {
        Answer answer = Answer.of(400, "{\"error\":\"Result window is too large\"}");

        assertEquals(
                Verdict.RESTART,
                verdict(
                        answer,
                        status(404, Action.IGNORE),
                        new Rule(
                                List.of(new Statuses(400, 499)),
                                Optional.of("window is too large"),
                                Optional.empty(),
                                Action.RESTART,
                                Optional.empty()),
                        status(400, Action.IGNORE)));
    }

    @Test
    void textIsFoundWhereverItStands() {
        String long1 = "[\"" + "a".repeat(16_380) + "needle" + "b".repeat(40_000) + "\"]";

        assertEquals(Verdict.ENDED, verdict(Answer.json(long1), content("needle", Action.END)));
        assertEquals(Verdict.RECORDS, verdict(Answer.json(long1), content("needles", Action.END)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"data\":[1,2],\"meta\":{\"state\":\"empty\"}}; meta.state; empty; ENDED",
                "{\"data\":[1,2],\"meta\":{\"state\":\"full\"}}; meta.state; empty; RECORDS",
                "{\"data\":[1,2]}; meta.state; empty; RECORDS",
                "{\"ok\":false}; ok; false; ENDED",
                "{\"code\":7}; code; 7; ENDED",
                "{\"code\":{\"a\":7}}; code; 7; RECORDS",
                "{\"a\":[{\"b\":1},{\"b\":2}]}; $.a[1].b; 2; ENDED",
            })
    void aValueInTheBodyIsFound(String body, String path, String equal, Verdict verdict) {
        Rule rule = new Rule(
                List.of(), Optional.empty(), Optional.of(new Field(path, equal)), Action.END, Optional.empty());

        assertEquals(verdict, verdict(Answer.json(body), rule));
    }

    @Test
    void anErrorWithAGoodStatusFailsWithTheUsersMessage() {
        Rule rule = new Rule(
                List.of(new Statuses(200, 299)),
                Optional.of("\"error\""),
                Optional.empty(),
                Action.FAIL,
                Optional.of("the tenant is being moved"));

        IngestException e =
                assertThrows(IngestException.class, () -> verdict(Answer.json("{\"error\":\"E17\"}"), rule));

        assertTrue(
                e.getMessage().contains("the tenant is being moved (the API answered 200: '{\"error\":\"E17\"}')"),
                e.getMessage());
    }

    @Test
    void aGoodAnswerIsTriedAgain() throws Exception {
        try (TestApi api = TestApi.inTurn(Answer.json("{\"state\":\"pending\"}"), Answer.json("[1]"))) {
            TestExchange exchange = TestExchange.with(api).rules(content("pending", Action.RETRY));

            assertEquals("[1]", exchange.read("ids"));
            assertEquals(1, exchange.pace.waits().size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusalThatARuleRenewsTheLoginForFailsWhereThereIsNone(int status) {
        IngestException e = assertThrows(
                IngestException.class, () -> verdict(Answer.of(status, "expired"), status(status, Action.LOGIN)));

        assertTrue(e.getMessage().contains("renews the login"), e.getMessage());
    }

    private static Rule status(int status, Action action) {
        return new Rule(
                List.of(new Statuses(status, status)), Optional.empty(), Optional.empty(), action, Optional.empty());
    }

    private static Rule content(String text, Action action) {
        return new Rule(List.of(), Optional.of(text), Optional.empty(), action, Optional.empty());
    }

    private static Verdict verdict(Answer answer, Rule... rules) {
        try (TestApi api = TestApi.inTurn(answer);
                Reply reply = TestExchange.with(api).rules(rules).dialogue().send(Request.below(api.uri(), "ids"))) {
            return reply.verdict();
        }
    }
}
