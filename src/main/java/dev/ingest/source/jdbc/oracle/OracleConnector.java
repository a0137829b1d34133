package dev.ingest.source.jdbc.oracle;

import dev.ingest.source.Health;
import dev.ingest.source.Source;
import dev.ingest.source.SourceRules;
import dev.ingest.source.jdbc.JdbcConnector;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.TableList;
import dev.ingest.source.jdbc.oracle.read.ReadFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The way to one Oracle database. */
public final class OracleConnector extends JdbcConnector<OracleSession> {
    private static final SourceRules RULES = new OracleDialect();

    private final JdbcTarget target;
    private final OraclePool pool;

    /** Nobody connects until a session asks something. */
    public OracleConnector(JdbcTarget target) {
        this(target, new OraclePool(target));
    }

    private OracleConnector(JdbcTarget target, OraclePool pool) {
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
        OracleProperties properties = OracleProperties.of(target);
        properties.url();
        return properties.withoutEffect();
    }

    @Override
    public SourceRules rules() {
        return RULES;
    }

    @Override
    public Source session() {
        return new OracleSource(target, pool);
    }

    @Override
    protected OracleSession open(Connection connection) throws SQLException {
        return new OracleSession(pool.connections(), connection);
    }

    @Override
    protected Health health(OracleSession session) throws SQLException {
        return new OracleHealth(session, target, pool.warnings()).read();
    }

    @Override
    protected TableList list(OracleSession session) {
        return new OracleTables(session);
    }
}
