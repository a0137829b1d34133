package dev.ingest.source.jdbc;

import dev.ingest.source.Connector;
import dev.ingest.source.Source;

/** The way to one PostgreSQL database. */
final class PostgresConnector implements Connector {
    private final JdbcTarget target;
    private final PostgresPool pool;

    PostgresConnector(JdbcTarget target) {
        this.target = target;
        this.pool = new PostgresPool(target);
    }

    @Override
    public Source session() {
        return new PostgresSource(target, pool);
    }

    @Override
    public void close() {
        pool.close();
    }
}
