package dev.ingest.source.rest.exchange;

import dev.ingest.secret.Secret;
import dev.ingest.source.rest.endpoint.Api;
import dev.ingest.source.rest.endpoint.BodyForm;
import dev.ingest.source.rest.endpoint.Rule;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;

/** The way to one API, shared by all jobs of its source; safe for use by several threads. */
public final class Exchange implements AutoCloseable {
    final Api api;
    final Pace pace;
    final Wire wire;
    final Gate gate;
    final Origins origins;
    final Patience patience;
    final Proof proofs;
    private final Set<Stop> stops = Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    private Exchange(Api api, Secrets secrets, TokenShelf shelf, Pace pace) {
        this.api = api;
        this.pace = pace;
        this.wire = new Wire(api.limits());
        this.gate = new Gate(api.traffic(), pace);
        this.origins = new Origins(api.baseUrl(), api.otherOrigins());
        this.patience = new Patience(api.retries(), pace);
        this.proofs = Proofs.of(api, secrets, wire, patience, shelf, pace);
    }

    /**
     * Opens the way; nothing is sent yet.
     *
     * @param secrets by the path of their key below the source's section
     */
    public static Exchange open(Api api, Function<String, Optional<Secret>> secrets, TokenShelf shelf, Pace pace) {
        return new Exchange(api, new Secrets(secrets), shelf, pace);
    }

    /** Requests of one reader, in their order. */
    public Dialogue dialogue(List<Rule> rules, BodyForm form) {
        Stop stop = new Stop();
        stops.add(stop);
        return new Dialogue(this, new Judge(rules, form, new ToldWait(api.retries()), pace.clock()), stop);
    }

    /** Ends whatever is under way. */
    @Override
    public void close() {
        List.copyOf(stops).forEach(Stop::pull);
    }
}
