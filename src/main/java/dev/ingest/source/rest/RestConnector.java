package dev.ingest.source.rest;

import dev.ingest.job.Reading;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.Health;
import dev.ingest.source.Source;
import dev.ingest.source.SourceRules;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.exchange.Exchange;
import java.util.List;

/** The way to one API; its jobs share logins, tokens and budgets. */
public final class RestConnector implements Connector {
    private final RestTarget target;
    private final Exchange exchange;

    /** Nothing is sent until a session asks something. */
    public RestConnector(RestTarget target) {
        this.target = target;
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
        return List.of();
    }

    @Override
    public Source session() {
        return new RestSource(target, exchange);
    }

    /** What is kept ends with the process. */
    @Override
    public void close() {}
}
