package dev.ingest.source.rest;

import dev.ingest.job.Reading;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.Health;
import dev.ingest.source.Source;
import dev.ingest.source.SourceRules;
import dev.ingest.source.TableLook;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.exchange.Exchange;
import java.util.List;
import java.util.Optional;

/** The way to one API; its jobs share logins, tokens and budgets. */
public final class RestConnector implements Connector {
    private final RestTarget target;
    private final Exchange exchange;
    private final Resources resources;

    /**
     * Nothing is sent until a session asks something.
     *
     * @param resources those that settings declare
     */
    public RestConnector(RestTarget target, List<TableName> resources) {
        this.target = target;
        this.resources = new Resources(resources);
        this.exchange = Exchange.open(target.api(), target.secrets(), target.shelf(), target.pace());
    }

    /**
     * Refuses, asking nobody, a resource whose plan comes to nothing.
     *
     * @throws dev.ingest.failure.IngestException (CONFIG) with all that is wrong
     */
    public static void check(RestTarget target, TableName table) {
        Endpoint endpoint = target.endpoints().apply(table);
        new RequestTemplates(target.api(), endpoint);
        new RecordFilter(endpoint);
        endpoint.repeats().parents().forEach(parent -> check(target, TableName.parse(parent.resource())));
    }

    /** The first request of {@code reading} as people read it, as far as it can be told without asking. */
    public static List<String> requests(RestTarget target, Reading reading) {
        return List.of(RequestPreview.of(target, reading));
    }

    @Override
    public SourceRules rules() {
        return new RestRules();
    }

    @Override
    public Health health() {
        return new RestHealth(target, exchange).ask();
    }

    /** An API has no catalogue: what it is asked for is what the settings name. */
    @Override
    public List<TableName> tables(String like) {
        return resources.like(like);
    }

    /** Asks for the first page. */
    @Override
    public Optional<TableLook> look(TableName table) {
        try (RestSource session = new RestSource(RestLook.target(target, table), exchange)) {
            return Optional.of(session.look(table));
        }
    }

    @Override
    public Source session() {
        return new RestSource(target, exchange);
    }

    /** What is kept ends with the process. */
    @Override
    public void close() {}
}
