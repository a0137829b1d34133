package dev.ingest.source.rest.exchange;

import dev.ingest.secret.Secret;
import dev.ingest.source.rest.endpoint.Api;
import dev.ingest.source.rest.endpoint.BodyForm;
import dev.ingest.source.rest.endpoint.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The way to one API, shared by all jobs of its source; safe for use by several threads. */
public final class Exchange implements AutoCloseable {
    private final Api api;

    private Exchange(Api api) {
        this.api = api;
    }

    /**
     * Opens the way; nothing is sent yet.
     *
     * @param secrets by the path of their key below the source's section
     */
    public static Exchange open(Api api, Function<String, Optional<Secret>> secrets, TokenShelf shelf, Pace pace) {
        return new Exchange(api);
    }

    /** Requests of one reader, in their order. */
    public Dialogue dialogue(List<Rule> rules, BodyForm form) {
        return new Dialogue(api, rules, form);
    }

    @Override
    public void close() {}
}
