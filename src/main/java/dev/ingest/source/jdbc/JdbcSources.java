package dev.ingest.source.jdbc;

import dev.ingest.source.Source;
import dev.ingest.source.jdbc.dialect.Dialects;

/** Which source reads a database. */
public final class JdbcSources {
    private JdbcSources() {}

    /**
     * A job's session with the database; it connects at its first question.
     *
     * @throws dev.ingest.failure.IngestException (CONFIG) for a database that this version does not read, or a
     *     connection parameter that nobody knows
     */
    public static Source open(JdbcTarget target) {
        return switch (target.kind()) {
            case POSTGRESQL -> new PostgresSource(target);
            case ORACLE, MSSQL, AZURE_SQL -> throw Dialects.unread(target.kind());
        };
    }
}
