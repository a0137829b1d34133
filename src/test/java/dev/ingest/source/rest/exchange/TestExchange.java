package dev.ingest.source.rest.exchange;

import dev.ingest.secret.Secret;
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.endpoint.Api;
import dev.ingest.source.rest.endpoint.Auth;
import dev.ingest.source.rest.endpoint.BodyForm;
import dev.ingest.source.rest.endpoint.Limits;
import dev.ingest.source.rest.endpoint.Retries;
import dev.ingest.source.rest.endpoint.Rule;
import dev.ingest.source.rest.endpoint.Traffic;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An exchange with a {@link TestApi}, made as a test needs it. */
public final class TestExchange {
    public final TestPace pace = new TestPace();
    final Map<String, Secret> kept = new HashMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    private final URI base;
    private List<Auth> auths = List.of();
    private List<Rule> rules = List.of();
    private List<URI> others = List.of();
    private Map<String, String> headers = Map.of();
    private Limits limits = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 1 << 20);
    private Retries retries = Retries.STANDARD;
    private Traffic traffic = Traffic.STANDARD;
    private BodyForm form = BodyForm.JSON;

    private TestExchange(URI base) {
        this.base = base;
    }

    public static TestExchange with(TestApi api) {
        return new TestExchange(api.uri());
    }

    static TestExchange at(URI base) {
        return new TestExchange(base);
    }

    TestExchange secret(String key, String value) {
        secrets.put(key, value);
        return this;
    }

    TestExchange auth(Auth... proofs) {
        auths = List.of(proofs);
        return this;
    }

    TestExchange rules(Rule... ordered) {
        rules = List.of(ordered);
        return this;
    }

    TestExchange others(URI... origins) {
        others = List.of(origins);
        return this;
    }

    TestExchange headers(Map<String, String> each) {
        headers = each;
        return this;
    }

    TestExchange limits(Limits other) {
        limits = other;
        return this;
    }

    TestExchange retries(Retries other) {
        retries = other;
        return this;
    }

    TestExchange traffic(Traffic other) {
        traffic = other;
        return this;
    }

    TestExchange form(BodyForm other) {
        form = other;
        return this;
    }

    Exchange open() {
        Api api = new Api(base, headers, auths, limits, retries, traffic, others);
        TokenShelf shelf = new TokenShelf() {
            @Override
            public Optional<Secret> find(String name) {
                return Optional.ofNullable(kept.get(name));
            }

            @Override
            public void keep(String name, Secret token) {
                kept.put(name, token);
            }
        };
        return Exchange.open(api, key -> Optional.ofNullable(secrets.get(key)).map(Secret::new), shelf, pace.pace());
    }

    public Dialogue dialogue() {
        return open().dialogue(rules, form);
    }

    /** The body that {@code path} is answered with. */
    String read(String path) throws Exception {
        return text(dialogue().send(Request.below(base, path)));
    }

    static String text(Reply reply) throws Exception {
        try (reply) {
            return new String(reply.body().open().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
