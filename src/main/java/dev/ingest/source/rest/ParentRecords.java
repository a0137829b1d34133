package dev.ingest.source.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.exchange.Exchange;
import dev.ingest.source.rest.expression.Bindings;
import dev.ingest.source.rest.expression.Root;
import dev.ingest.source.rest.json.Json;
import dev.ingest.source.rest.record.RecordCursor;
import dev.ingest.source.rest.record.RecordPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The records of a resource that others are asked for by, as trees. */
final class ParentRecords implements Iterator<JsonNode> {
    private final RequestTemplates templates;
    private final JsonNode secrets;
    private final Pages pages;
    private final Iterator<Stop> stops;
    private Optional<RecordCursor> records = Optional.empty();
    private Optional<JsonNode> ready = Optional.empty();

    ParentRecords(RestTarget target, Exchange exchange, Endpoint endpoint, Iterator<Stop> stops) {
        this.templates = new RequestTemplates(target.api(), endpoint);
        this.secrets = templates.secrets(target.secrets());
        this.pages = new Pages(
                endpoint,
                exchange.dialogue(endpoint.rules(), endpoint.form()),
                new Detected(endpoint.name()),
                target.threads(),
                target.api().traffic().concurrency());
        this.stops = stops;
    }

    @Override
    public boolean hasNext() {
        try {
            while (ready.isEmpty() && (records.isPresent() || nextPage())) {
                ready = read(records.orElseThrow());
                if (ready.isEmpty()) {
                    records.orElseThrow().close();
                    records = Optional.empty();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ready.isPresent();
    }

    private static Optional<JsonNode> read(RecordCursor cursor) throws IOException {
        var next = cursor.next();
        return next.isPresent() ? Optional.of(Json.TREES.readTree(next.get())) : Optional.empty();
    }

    private boolean nextPage() throws IOException {
        Optional<RecordPage> page = pages.next();
        while (page.isEmpty() && stops.hasNext()) {
            Bindings bindings = stops.next().bindings().with(Root.SECRET, secrets);
            pages.begin(templates.request(bindings), bindings);
            page = pages.next();
        }
        if (page.isPresent()) {
            records = Optional.of(page.get().records());
        }
        return page.isPresent();
    }

    @Override
    public JsonNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        JsonNode record = ready.orElseThrow();
        ready = Optional.empty();
        return record;
    }

    void cancel() {
        pages.cancel();
    }
}
