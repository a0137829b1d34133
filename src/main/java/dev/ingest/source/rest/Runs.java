package dev.ingest.source.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.exchange.Exchange;
import dev.ingest.source.rest.expression.Bindings;
import dev.ingest.source.rest.expression.Root;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** The runs through an endpoint's pages that make up a window. */
final class Runs {
    private final RestTarget target;
    private final Exchange exchange;
    private final Endpoint endpoint;
    private final RequestTemplates templates;
    private final Instant now;
    private final Detected detected;
    private final Tour tour;

    Runs(
            RestTarget target,
            Exchange exchange,
            Endpoint endpoint,
            RequestTemplates templates,
            Detected detected,
            Instant now) {
        this.detected = detected;
        this.target = target;
        this.exchange = exchange;
        this.endpoint = endpoint;
        this.templates = templates;
        this.now = now;
        this.tour = new Tour(target, exchange);
    }

    /** One after the other; each has all that its request is made with. */
    Iterator<Stop> stops(Window window, CursorType type) {
        WindowText text = new WindowText(endpoint.window());
        Bindings bindings = Bindings.at(now)
                .with(Root.SECRET, templates.secrets(target.secrets()))
                .with(Root.INCREMENTAL, text.values(window, type));
        List<JsonNode> steps = endpoint.repeats()
                .step()
                .map(step -> new WindowSteps(endpoint, step, text).cut(window, type, now))
                .orElse(List.of());
        return tour.stops(endpoint, bindings, steps);
    }

    /** {@code stop} for what is left of its window. */
    Stop rest(Stop stop, Window left, CursorType type) {
        return stop.withWindow(new WindowText(endpoint.window()).values(left, type));
    }

    /** Pages that have not begun. */
    Pages pages() {
        return new Pages(
                endpoint,
                exchange.dialogue(endpoint.rules(), endpoint.form()),
                detected,
                target.threads(),
                target.api().traffic().concurrency());
    }

    /** Ends what is under way, from another thread. */
    void cancel() {
        tour.cancel();
    }
}
