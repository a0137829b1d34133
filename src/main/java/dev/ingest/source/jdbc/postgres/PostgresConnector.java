package dev.ingest.source.jdbc.postgres;

import dev.ingest.source.Health;
import dev.ingest.source.Source;
import dev.ingest.source.SourceRules;
import dev.ingest.source.jdbc.JdbcConnector;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.TableList;
import dev.ingest.source.jdbc.postgres.copy.ReadFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The way to one PostgreSQL database. */
public final class PostgresConnector extends JdbcConnector<PostgresSession> {
    private static final SourceRules RULES = new PostgresDialect();

    private final JdbcTarget target;
    private final PostgresPool pool;

    /** Nobody connects until a session asks something. */
    public PostgresConnector(JdbcTarget target) {
        this(target, new PostgresPool(target));
    }

    private PostgresConnector(JdbcTarget target, PostgresPool pool) {
        super(target, pool.connections(), new ReadFailures(target));
        this.target = target;
        this.pool = pool;
    }

    /**
     * What of {@code target} comes to nothing, a sentence each; asks nobody.
     *
     * @throws dev.ingest.failure.IngestException (CONFIG) for a connection parameter that is unknown, refused or has no
     *     such value
     */
    public static List<String> check(JdbcTarget target) {
        return target.isPlain() ? List.of() : PostgresPool.check(target);
    }

    @Override
    public SourceRules rules() {
        return RULES;
    }

    @Override
    public Source session() {
        return new PostgresSource(target, pool);
    }

    @Override
    protected PostgresSession open(Connection connection) throws SQLException {
        PostgresSession session = new PostgresSession(pool.connections(), connection, target.rowSecurity());
        session.beginReadCommitted();
        return session;
    }

    @Override
    protected Health health(PostgresSession session) throws SQLException {
        return new PostgresHealth(session, target, pool.warnings()).read();
    }

    @Override
    protected TableList list(PostgresSession session) {
        return new PostgresTables(session);
    }
}
