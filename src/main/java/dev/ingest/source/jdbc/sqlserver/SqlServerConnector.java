package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.source.Health;
import dev.ingest.source.Source;
import dev.ingest.source.SourceRules;
import dev.ingest.source.jdbc.JdbcConnector;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.TableList;
import dev.ingest.source.jdbc.sqlserver.connect.SqlServerPool;
import dev.ingest.source.jdbc.sqlserver.connect.SqlServerProperties;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The way to one database of SQL Server's or Azure SQL's. */
public final class SqlServerConnector extends JdbcConnector<SqlServerSession> {
    private static final SourceRules RULES = new SqlServerDialect();

    private final JdbcTarget target;
    private final SqlServerPool pool;

    /** Nobody connects until a session asks something. */
    public SqlServerConnector(JdbcTarget target) {
        this(target, new SqlServerPool(target));
    }

    private SqlServerConnector(JdbcTarget target, SqlServerPool pool) {
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
        return SqlServerProperties.of(target).warnings();
    }

    @Override
    public SourceRules rules() {
        return RULES;
    }

    @Override
    public Source session() {
        return new SqlServerSource(target, pool);
    }

    @Override
    protected SqlServerSession open(Connection connection) throws SQLException {
        SqlServerSession session = new SqlServerSession(pool.connections(), connection);
        session.beginReadCommitted();
        return session;
    }

    @Override
    protected Health health(SqlServerSession session) throws SQLException {
        return new SqlServerHealth(session, target, pool.warnings()).read();
    }

    @Override
    protected TableList list(SqlServerSession session) {
        return new SqlServerTables(session);
    }
}
