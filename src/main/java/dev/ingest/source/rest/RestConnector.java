package dev.ingest.source.rest;

import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.Health;
import dev.ingest.source.Source;
import dev.ingest.source.SourceRules;
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
