package dev.ingest.source.rest.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.source.rest.endpoint.Budget;
import dev.ingest.source.rest.endpoint.Limits;
import dev.ingest.source.rest.endpoint.Retries;
import dev.ingest.source.rest.endpoint.Rule;
import dev.ingest.source.rest.endpoint.Rule.Action;
import dev.ingest.source.rest.endpoint.Rule.Field;
import dev.ingest.source.rest.endpoint.Rule.Statuses;
import dev.ingest.source.rest.endpoint.Traffic;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Timeouts, retries, budgets and rules as users write them. */
class MannersReaderTest {
    @Test
    void limitsRetriesAndTrafficAreRead() {
        Declaration keys = new Declaration(
                Map.ofEntries(
                        Map.entry("connect_timeout", "5s"),
                        Map.entry("request_timeout", 90L),
                        Map.entry("max_response_size", "500MB"),
                        Map.entry("request_max_attempts", 3L),
                        Map.entry("retry_for", "10m"),
                        Map.entry("request_backoff_factor", 2L),
                        Map.entry("request_max_retry_delay", 300L),
                        Map.entry("longest_wait", "1h"),
                        Map.entry("wait_header", "X-Back"),
                        Map.entry("concurrency", 9L),
                        Map.entry("rate", "10/s"),
                        Map.entry(
                                "budgets",
                                List.of(Map.of("path", "/search*", "rate", "30/m"), Map.of("rate", "5000 / 24h"))),
                        Map.entry("other_origins", List.of("https://files.example.com"))),
                "sources.crm");

        assertEquals(new Limits(Duration.ofSeconds(5), Duration.ofSeconds(90), 500L << 20), MannersReader.limits(keys));
        assertEquals(
                new Retries(
                        3,
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(5),
                        Duration.ofHours(1),
                        Optional.of("X-Back")),
                MannersReader.retries(keys));
        assertEquals(
                new Traffic(
                        9,
                        List.of(
                                new Budget("*", 10, Duration.ofSeconds(1)),
                                new Budget("/search*", 30, Duration.ofMinutes(1)),
                                new Budget("*", 5000, Duration.ofHours(24)))),
                MannersReader.traffic(keys));
        assertEquals(List.of(URI.create("https://files.example.com")), MannersReader.otherOrigins(keys));
        assertEquals(List.of(), keys.faults());
    }

    @Test
    void nothingWrittenIsTheStandard() {
        Declaration keys = new Declaration(Map.of(), "sources.crm");

        assertEquals(Limits.STANDARD, MannersReader.limits(keys));
        assertEquals(Retries.STANDARD, MannersReader.retries(keys));
        assertEquals(Traffic.STANDARD, MannersReader.traffic(keys));
        assertEquals(List.of(), MannersReader.otherOrigins(keys));
    }

    @Test
    void whatIsWrongIsSaid() {
        Declaration keys = new Declaration(
                Map.of(
                        "connect_timeout", "soon",
                        "max_response_size", "much",
                        "request_timeout", 0L,
                        "rate", "10/0s",
                        "concurrency", 0L,
                        "other_origins", "files.example.com/x"),
                "sources.crm");
        MannersReader.limits(keys);
        MannersReader.traffic(keys);
        MannersReader.otherOrigins(keys);

        String faults = String.join("\n", keys.faults());
        assertTrue(faults.contains("connect_timeout is not a length of time"), faults);
        assertTrue(faults.contains("max_response_size is to be a size, as 500MB or 2GB, not 'much'"), faults);
        assertTrue(faults.contains("request_timeout is no time at all"), faults);
        assertTrue(faults.contains("rate is to be a number of requests, as 10/s"), faults);
        assertTrue(faults.contains("concurrency is to be a whole number, 1 or more"), faults);
        assertTrue(faults.contains("other_origins are to be as https://files.example.com"), faults);
    }

    @Test
    void rulesAreReadInTheirOrder() {
        Declaration keys = new Declaration(
                Map.of(
                        "rules",
                        List.of(
                                Map.of("status_code", List.of(404L, "5xx", "420-429"), "action", "ignore"),
                                Map.of("content", "locked", "action", "fail", "message", "unlock it"),
                                Map.of("path", "ok", "equals", false, "action", "login")),
                        "response_actions",
                        List.of(Map.of("status_code", 400L, "content", "window", "action", "restart"))),
                "sources.crm");

        assertEquals(
                List.of(
                        new Rule(
                                List.of(new Statuses(404, 404), new Statuses(500, 599), new Statuses(420, 429)),
                                Optional.empty(),
                                Optional.empty(),
                                Action.IGNORE,
                                Optional.empty()),
                        new Rule(
                                List.of(),
                                Optional.of("locked"),
                                Optional.empty(),
                                Action.FAIL,
                                Optional.of("unlock it")),
                        new Rule(
                                List.of(),
                                Optional.empty(),
                                Optional.of(new Field("ok", "false")),
                                Action.LOGIN,
                                Optional.empty()),
                        new Rule(
                                List.of(new Statuses(400, 400)),
                                Optional.of("window"),
                                Optional.empty(),
                                Action.RESTART,
                                Optional.empty())),
                RuleReader.read(keys));
        assertEquals(List.of(), keys.faults());
    }

    @Test
    void rulesThatSayNothingAreFaults() {
        Declaration keys = new Declaration(
                Map.of(
                        "rules",
                        List.of(
                                Map.of("action", "ignore"),
                                Map.of("status_code", 404L),
                                Map.of("status_code", "abc", "action", "stop"))),
                "sources.crm");
        RuleReader.read(keys);

        String faults = String.join("\n", keys.faults());
        assertTrue(faults.contains("a rule fits by status_code, content, or path and equals"), faults);
        assertTrue(faults.contains("rules.action is missing"), faults);
        assertTrue(faults.contains("status_code is to be as 404, 5xx"), faults);
        assertTrue(faults.contains("action is one of ignore, retry, fail, login, end, restart, not 'stop'"), faults);
    }

    @Test
    void aBudgetIsForThePathsThatItNames() {
        assertTrue(new Budget("/v1/search*", 1, Duration.ofSeconds(1)).covers("/v1/search/users"));
        assertFalse(new Budget("/v1/search*", 1, Duration.ofSeconds(1)).covers("/v2/search"));
        assertTrue(new Budget("*", 1, Duration.ofSeconds(1)).covers("/"));
        assertFalse(new Budget("/a.c", 1, Duration.ofSeconds(1)).covers("/abc"));
    }
}
