package dev.ingest.source.rest;

import dev.ingest.source.Health;
import dev.ingest.source.rest.endpoint.Auth;
import dev.ingest.source.rest.endpoint.BodyForm;
import dev.ingest.source.rest.endpoint.Rule;
import dev.ingest.source.rest.exchange.Exchange;
import dev.ingest.source.rest.exchange.Reply;
import dev.ingest.source.rest.exchange.Request;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks an API at its base URL: whatever it answers but a refusal shows that it is there and takes the login. */
final class RestHealth {
    /** All answers but 401, 403, 429 and those of 500 and above. */
    private static final Rule TAKES_ANYTHING = new Rule(
            List.of(
                    new Rule.Statuses(200, 400),
                    new Rule.Statuses(402, 402),
                    new Rule.Statuses(404, 428),
                    new Rule.Statuses(430, 499)),
            Optional.empty(),
            Optional.empty(),
            Rule.Action.IGNORE,
            Optional.empty());

    private final RestTarget target;
    private final Exchange exchange;

    RestHealth(RestTarget target, Exchange exchange) {
        this.target = target;
        this.exchange = exchange;
    }

    Health ask() {
        Request request = Request.to(target.api().baseUrl());
        try (Reply reply =
                exchange.dialogue(List.of(TAKES_ANYTHING), BodyForm.JSON).send(request)) {
            return new Health(
                    "REST API",
                    reply.headers().firstValue("server").orElse("of an unnamed server"),
                    user(),
                    target.api().baseUrl().getScheme().equals("https") ? "TLS" : Health.PLAIN,
                    reply.date().orElseGet(() -> target.pace().clock().instant()),
                    Optional.of(ZoneOffset.UTC),
                    Health.OpenTransactions.NONE,
                    List.of());
        }
    }

    private String user() {
        return target.api().auths().isEmpty()
                ? "anonymous"
                : target.api().auths().stream().map(RestHealth::user).collect(Collectors.joining(" and "));
    }

    private static String user(Auth auth) {
        return auth instanceof Auth.Basic basic ? basic.username() : "of a token";
    }
}
