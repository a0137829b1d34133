package dev.ingest.source.rest.exchange;

import dev.ingest.source.rest.endpoint.Api;
import dev.ingest.source.rest.endpoint.BodyForm;
import dev.ingest.source.rest.endpoint.Rule;
import java.util.List;

/** Requests of one reader, in their order. */
public final class Dialogue {
    private final Api api;
    private final List<Rule> rules;
    private final BodyForm form;

    Dialogue(Api api, List<Rule> rules, BodyForm form) {
        this.api = api;
        this.rules = List.copyOf(rules);
        this.form = form;
    }

    /**
     * Sends a request until it is answered, as often as the plan allows; the reply is whole.
     *
     * @throws dev.ingest.failure.IngestException (CONNECT, READ, SECRET) naming the request without secrets, the status, the
     *     beginning of the body and the way out
     */
    public Reply send(Request request) {
        throw new UnsupportedOperationException(api + request.printed() + rules + form);
    }

    /** Ends what is under way and refuses what follows; from any thread. */
    public void cancel() {}
}
