package dev.ingest.source.jdbc;

import dev.ingest.source.Connector;
import dev.ingest.source.jdbc.dialect.Dialects;
import java.util.List;

/** Which source reads a database. */
public final class JdbcSources {
    private JdbcSources() {}

    /**
     * What of {@code target} comes to nothing, a sentence each; asks nobody.
     *
     * @throws dev.ingest.failure.IngestException (CONFIG) for a database that this version does not read, or a
     *     connection parameter that is unknown, refused or has no such value
     */
    public static List<String> check(JdbcTarget target) {
        return switch (target.kind()) {
            case POSTGRESQL -> target.isPlain() ? List.of() : PostgresPool.check(target);
            case ORACLE, MSSQL, AZURE_SQL -> throw Dialects.unread(target.kind());
        };
    }

    /**
     * The way to a database; nobody connects until a session asks something.
     *
     * @throws dev.ingest.failure.IngestException (CONFIG) as {@link #check} does
     */
    public static Connector connector(JdbcTarget target) {
        return switch (target.kind()) {
            case POSTGRESQL -> new PostgresConnector(target);
            case ORACLE, MSSQL, AZURE_SQL -> throw Dialects.unread(target.kind());
        };
    }
}
